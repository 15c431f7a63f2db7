package import Messages

extension Session {
    /// Windows by rule and key, with their counts and how an event was marked in them.
    package func windows(_ names: [(rule: String, key: String)], event: String) throws -> [KeptWindow] {
        guard !names.isEmpty else { return [] }
        let found = try rows(
            "SELECT w.* FROM input JOIN policy_window w ON w.rule = input.rule AND w.key = input.key",
            each: Inputs(names, (.text("rule"), { $0.rule }), (.text("key"), { $0.key }))
        ).map(Self.window)
        return try counted(found, event: event)
    }

    /// Windows that a filter means, those that close last first, with their counts.
    package func windows(_ filter: WindowFilter, offset: Int, limit: Int) throws -> [KeptWindow] {
        let found = try rows(
            """
            SELECT * FROM policy_window \(Self.meant) ORDER BY closes_at DESC, rule, key LIMIT :limit OFFSET :offset
            """,
            [
                "rule": filter.rule, "courier": filter.courier, "open": filter.isOpen, "limit": limit,
                "offset": offset,
            ]
        ).map(Self.window)
        return try counted(found, event: "")
    }

    /// How many windows a filter means.
    package func windowCount(_ filter: WindowFilter) throws -> Int {
        try row(
            "SELECT count(*) AS number FROM policy_window \(Self.meant)",
            ["rule": filter.rule, "courier": filter.courier, "open": filter.isOpen]
        )?.int("number") ?? 0
    }

    private static let meant = """
        WHERE (:rule IS NULL OR rule = :rule) AND (:courier IS NULL OR courier = :courier)
          AND (:open IS NULL OR (:open = 1) = (closed_at IS NULL))
        """

    /// Windows that are open for a courier or his division, with their counts and how an event was marked in them.
    package func openWindows(courier: String?, division: String?, event: String) throws -> [KeptWindow] {
        let found = try rows(
            """
            SELECT * FROM policy_window WHERE closed_at IS NULL AND courier = :courier
            UNION
            SELECT * FROM policy_window WHERE closed_at IS NULL AND division = :division AND courier IS NULL
            """, ["courier": courier, "division": division]
        ).map(Self.window)
        return try counted(found, event: event)
    }

    /// Windows whose time is over and that nobody has closed yet.
    package func windowsToClose(at now: Instant, limit: Int) throws -> [KeptWindow] {
        let found = try rows(
            """
            SELECT * FROM policy_window WHERE closed_at IS NULL AND closes_at <= :now
            ORDER BY closes_at, rule, key LIMIT :limit
            """, ["now": now, "limit": limit]
        ).map(Self.window)
        return try counted(found, event: "")
    }

    /// Opens a window, or lets it last as long as its latest event, even if it had closed; the revision stays the first
    /// one's.
    package func open(_ window: KeptWindow, isShared: Bool) throws {
        try post(
            """
            INSERT INTO policy_window (rule, key, revision, owner, courier, division, opened_at, closes_at, planned)
            VALUES (:rule, :key, :revision, :owner, :courier, :division, :opened, :closes, :planned)
            ON CONFLICT (rule, key) DO UPDATE SET
              closes_at = CASE WHEN excluded.closes_at > policy_window.closes_at THEN excluded.closes_at
                ELSE policy_window.closes_at END,
              planned = CASE WHEN policy_window.planned IS NULL OR excluded.planned > policy_window.planned
                THEN excluded.planned ELSE policy_window.planned END,
              closed_at = NULL, ruling = NULL, verdict = NULL
            """,
            [
                "rule": window.rule, "key": window.key, "revision": window.revision, "owner": window.owner,
                "courier": isShared ? nil : window.owner["courier"]?.string,
                "division": window.owner["division"]?.string, "opened": window.openedAt, "closes": window.closesAt,
                "planned": window.planned,
            ])
    }

    /// Marks an event in a window; the best mark of an event stays.
    package func mark(rule: String, key: String, event: String, as mark: Int, at: Instant) throws {
        try post(
            """
            INSERT INTO policy_mark (rule, key, event, mark, at) VALUES (:rule, :key, :event, :mark, :at)
            ON CONFLICT (rule, key, event) DO UPDATE SET mark = excluded.mark
            WHERE excluded.mark > policy_mark.mark
            """, ["rule": rule, "key": key, "event": event, "mark": mark, "at": at])
    }

    /// Closes a window; false when it was closed already, or is not any more what the verdict was about.
    package func close(_ window: KeptWindow, ruling: String?, verdict: JSON?, at now: Instant) throws -> Bool {
        let held = try row(
            "SELECT w.* FROM policy_window w WHERE w.rule = :rule AND w.key = :key \(dialect.locking("w"))",
            ["rule": window.rule, "key": window.key]
        ).map(Self.window)
        guard let held, try counted([held], event: "").first == window else { return false }
        return try run(
            """
            UPDATE policy_window SET closed_at = :now, ruling = :ruling, verdict = :verdict
            WHERE rule = :rule AND key = :key AND closed_at IS NULL AND closes_at <= :now
            """,
            ["now": now, "ruling": ruling, "verdict": verdict, "rule": window.rule, "key": window.key]) == 1
    }

    /// What was said when windows closed, by rule and key; those that are open or unknown are not among them.
    package func closings(_ names: [(rule: String, key: String)]) throws -> [KeptWindow] {
        guard !names.isEmpty else { return [] }
        return try rows(
            """
            SELECT w.* FROM input JOIN policy_window w ON w.rule = input.rule AND w.key = input.key
            WHERE w.closed_at IS NOT NULL
            """, each: Inputs(names, (.text("rule"), { $0.rule }), (.text("key"), { $0.key }))
        ).map(Self.window)
    }

    /// Forgets windows that closed before a moment, with their marks; returns how many.
    package func forgetWindows(before moment: Instant, limit: Int) throws -> Int {
        let due = try rows(
            """
            SELECT * FROM policy_window WHERE closed_at < :end ORDER BY closed_at, rule, key LIMIT :limit
            """, ["end": moment, "limit": limit]
        ).map(Self.window)
        guard !due.isEmpty else { return 0 }
        let inputs = Inputs(due, (.text("rule"), { $0.rule }), (.text("key"), { $0.key }))
        for table in ["policy_mark", "policy_window"] {
            try post("DELETE FROM \(table) WHERE (rule, key) IN (SELECT rule, key FROM input)", each: inputs)
        }
        return due.count
    }

    private func counted(_ windows: [KeptWindow], event: String) throws -> [KeptWindow] {
        guard !windows.isEmpty else { return [] }
        let counts = try rows(
            """
            SELECT m.rule, m.key, m.mark, count(*) AS events, max(CASE WHEN m.event = :event THEN 1 ELSE 0 END) AS own
            FROM input JOIN policy_mark m ON m.rule = input.rule AND m.key = input.key GROUP BY m.rule, m.key, m.mark
            """, ["event": event],
            each: Inputs(windows, (.text("rule"), { $0.rule }), (.text("key"), { $0.key })))
        return windows.map { window in
            var window = window
            for row in counts where row.text("rule") == window.rule && row.text("key") == window.key {
                window.marks[row.int("mark")] = row.int("events")
                if row.bool("own") { window.eventMark = row.int("mark") }
            }
            return window
        }
    }

    private static func window(_ row: Row) -> KeptWindow {
        KeptWindow(
            rule: row.text("rule"), key: row.text("key"), revision: RevisionID(row.text("revision")),
            owner: row.json("owner") ?? .object([]), openedAt: row.instant("opened_at"),
            closesAt: row.instant("closes_at"), planned: row.intIfAny("planned"),
            closedAt: row.instantIfAny("closed_at"), ruling: row.textIfAny("ruling"), verdict: row.json("verdict"))
    }
}
