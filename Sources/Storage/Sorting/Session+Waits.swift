package import Messages

extension Session {
    /// Lets everything go that waited for these objects in this target. Returns the messages that wait for nothing more
    /// and are to be mapped again, each with the lane it goes in.
    package func endWaits(for references: [Reference], target: String) throws -> [(messageID: String, lane: Lane)] {
        let ended = Inputs(
            references, (.text("object_id"), { $0.source.id }), (.text("target_type"), { $0.targetType }),
            (.text("object_type"), { $0.source.type }), (.text("system"), { $0.source.system }))
        let waiting = try rows(
            """
            SELECT w.dispatch_id, d.message_id, d.lane FROM input JOIN waits w ON w.object_id = input.object_id
              AND w.target_type = input.target_type AND w.object_type = input.object_type AND w.system = input.system
            JOIN dispatch d ON d.id = w.dispatch_id WHERE w.target = :target
            """, ["target": target], each: ended)
        guard !waiting.isEmpty else { return [] }
        let standing = try lockOutbox(Set(waiting.map { $0.text("dispatch_id") }))
        try post(
            """
            DELETE FROM waits WHERE target = :target AND (object_id, target_type, object_type, system) IN
              (SELECT object_id, target_type, object_type, system FROM input)
            """, ["target": target], each: ended)
        let lanes = Dictionary(waiting.map { ($0.text("dispatch_id"), $0) }) { first, _ in first }
            .filter { standing.contains($0.key) }
        let still = Set(
            try rows(
                "SELECT DISTINCT w.dispatch_id FROM input JOIN waits w ON w.dispatch_id = input.id",
                each: Inputs(lanes.keys.sorted(), (.text("id"), { $0 }))
            ).map { $0.text("dispatch_id") })
        let free = lanes.filter { !still.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        var seen: Set<String> = []
        return free.map { ($0.text("message_id"), $0.word("lane")) }.filter { seen.insert($0.0).inserted }
    }

    /// Of two transactions that each end one of a dispatch's last two waits, the second one sees that none is left.
    private func lockOutbox(_ dispatches: Set<String>) throws -> Set<String> {
        Set(
            try rows(
                """
                SELECT o.dispatch_id FROM outbox o WHERE o.dispatch_id IN (SELECT id FROM input)
                ORDER BY o.dispatch_id \(dialect.locking("o"))
                """, each: Inputs(dispatches.sorted(), (.text("id"), { $0 }))
            ).map { $0.text("dispatch_id") })
    }

    /// The same for one object.
    package func endWaits(for reference: Reference, target: String) throws -> [(messageID: String, lane: Lane)] {
        try endWaits(for: [reference], target: target)
    }

    /// Waits that have lasted longer than they may; each is returned once.
    package func takeOverdueWaits(at now: Instant, limit: Int) throws -> [Wait] {
        let overdue = try rows(
            """
            SELECT w.*, d.message_id, d.system AS own_system, d.object_type AS own_type, d.object_id AS own_id
            FROM waits w JOIN dispatch d ON d.id = w.dispatch_id
            WHERE w.escalated = 0 AND w.escalate_at <= :now ORDER BY w.escalate_at LIMIT :limit
            """, ["now": now, "limit": limit]
        ).map(Self.wait)
        for wait in overdue {
            try post(
                "UPDATE waits SET escalated = 1 WHERE dispatch_id = :id AND object_id = :object",
                ["id": wait.dispatchID, "object": wait.source.id])
        }
        return overdue
    }

    /// What a dispatch waits for.
    package func waits(of dispatch: String) throws -> [Wait] {
        try rows(
            """
            SELECT w.*, d.message_id, d.system AS own_system, d.object_type AS own_type, d.object_id AS own_id
            FROM waits w JOIN dispatch d ON d.id = w.dispatch_id
            WHERE w.dispatch_id = :id ORDER BY w.target_type, w.object_id
            """, ["id": dispatch]
        ).map(Self.wait)
    }

    private static func wait(_ row: Row) -> Wait {
        Wait(
            dispatchID: row.text("dispatch_id"), messageID: row.text("message_id"),
            waiting: ObjectKey(system: row.text("own_system"), type: row.text("own_type"), id: row.text("own_id")),
            target: row.text("target"), targetType: row.text("target_type"), source: row.objectKey,
            name: row.textIfAny("name"), since: row.instant("since"))
    }
}
