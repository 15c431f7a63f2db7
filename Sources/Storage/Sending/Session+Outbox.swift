package import Messages

extension Session {
    /// The dispatches of each lane that are due, at most so many of it as wished: of each object the head only, so that
    /// a target gets versions and slots in order, and a stuck object holds nobody but itself; postings that wait have a
    /// head of their own. Nobody else can claim them before the transaction ends.
    package func heads(target: String, wishes: [Lane: Int], at now: Instant) throws -> [Lane: [OutboxHead]] {
        let wished = wishes.filter { $0.value > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }
        let found = try rows(
            Self.headQuery(dialect), ["target": target, "now": now],
            each: Inputs(wished, (.text("lane"), { $0.key }), (.integer("wish"), { $0.value })))
        return Dictionary(grouping: found.map(OutboxHead.init), by: \.lane)
    }

    /// Nothing older of the same object stands before the row.
    static let isHead = """
        NOT EXISTS (SELECT 1 FROM outbox e
          WHERE e.head_key = o.head_key AND e.target = o.target
            AND (e.ordinal < o.ordinal OR (e.ordinal = o.ordinal AND (e.position < o.position
              OR (e.position = o.position AND e.dispatch_id < o.dispatch_id)))))
        """

    /// Each lane has a limit of its own, which the two databases say differently.
    private static func headQuery(_ dialect: Dialect) -> String {
        let due = """
            SELECT o.dispatch_id, o.lane, o.lease_token, o.due_at FROM outbox o
            WHERE o.target = :target AND o.lane = input.lane AND o.due_at <= :now AND o.dated IS NULL
              AND (o.lease_until IS NULL OR o.lease_until < :now) AND \(isHead)
            ORDER BY o.due_at, o.dispatch_id
            """
        return switch dialect {
        case .sqlite: due.replacing("FROM outbox o", with: "FROM input, outbox o") + " LIMIT (SELECT wish FROM input)"
        case .postgres:
            """
            SELECT head.* FROM input
            CROSS JOIN LATERAL (\(due) LIMIT input.wish \(dialect.lockingFree("o"))) AS head
            """
        }
    }

    /// Claims heads of the same transaction.
    package func claim(_ heads: [OutboxHead], at now: Instant, lease: Span) throws -> [OutboxClaim] {
        let found = try rows(
            """
            SELECT input.token, d.*, m.correlation_id, m.received_at, m.version, m.presentation,
              COALESCE(x.reference, d.reference) AS known_reference
            FROM input JOIN dispatch d ON d.id = input.id JOIN message m ON m.id = d.message_id
            LEFT JOIN xref x ON x.object_id = d.object_id AND x.object_type = d.object_type AND x.system = d.system
              AND x.target = d.target AND x.slot = d.slot AND x.shared = 0
            ORDER BY input.n
            """, each: Self.inputs(heads))
        try post(
            """
            UPDATE outbox SET lease_until = :until, lease_token = input.token FROM input WHERE dispatch_id = input.id
            """, ["until": now + lease], each: Self.inputs(heads))
        try post(
            "UPDATE dispatch SET state = 'sending', updated_at = :now FROM input WHERE dispatch.id = input.id",
            ["now": now], each: Self.inputs(heads))
        return found.map(Self.claim)
    }

    static func claim(_ row: Row) -> OutboxClaim {
        OutboxClaim(
            dispatch: dispatch(row, reference: row.textIfAny("known_reference")), token: row.int("token"),
            fieldsHash: row.text("fields_hash"), correlationID: row.text("correlation_id"),
            receivedAt: row.instant("received_at"), version: row.text("version"),
            presentation: row.textIfAny("presentation"))
    }

    /// Claims up to `limit` dispatches of one lane.
    package func claimOutbox(
        target: String, lane: Lane, limit: Int, at now: Instant, lease: Span
    ) throws -> [OutboxClaim] {
        try claim(heads(target: target, wishes: [lane: limit], at: now)[lane] ?? [], at: now, lease: lease)
    }

    private static func inputs(_ heads: [OutboxHead]) -> Inputs {
        Inputs(heads, (.text("id"), { $0.dispatchID }), (.integer("token"), { $0.token + 1 }))
    }

    /// The ids of those dispatches whose claims are still valid. Their objects are locked: nobody else settles or
    /// confirms anything of them, and nobody parks on them unseen, before the transaction ends.
    package func owned(_ claims: [OutboxClaim]) throws -> Set<String> {
        try lockObjects(claims.map(\.dispatch.source))
        return Set(
            try rows(
                """
                SELECT o.dispatch_id FROM outbox o
                WHERE (o.dispatch_id, o.lease_token) IN (SELECT id, token FROM input)
                ORDER BY o.dispatch_id \(dialect.locking("o"))
                """, each: Inputs(claims, (.text("id"), { $0.dispatch.id }), (.integer("token"), { $0.token }))
            ).map { $0.text("dispatch_id") })
    }

    /// Whether one claim is still valid.
    package func owns(_ claim: OutboxClaim) throws -> Bool {
        try !owned([claim]).isEmpty
    }

    /// Ends a dispatch for good: it leaves the outbox, and what stood behind it may go.
    ///
    /// - Parameter tries: how many tries are counted with it.
    package func leaveOutbox(
        _ id: String, state: DispatchState, reference: String?, reason: String?, detail: JSON? = nil, tries: Int = 0,
        at now: Instant
    ) throws {
        try write(.leaving, id)
        try write(.leavingWaits, id)
        try setState(id, state, reference: reference, reason: reason, detail: detail, tries: tries, at: now)
    }

    /// Holds a dispatch: it stays at the head of its object and is not tried by itself (refused, dead).
    package func hold(
        _ id: String, state: DispatchState, reason: String, detail: JSON? = nil, tries: Int = 0, at now: Instant
    ) throws {
        try write(.postponing, id, nil as Instant?, false, nil as Instant?)
        try setState(id, state, reference: nil, reason: reason, detail: detail, tries: tries, at: now)
    }

    /// Gives a dispatch back, to be claimed again from `due` on. `byOutage`: it waits for the target to come back, and
    /// is due at once when it does. `dated`: it is written, and waits to be posted in the order of documents' dates.
    package func postpone(
        _ id: String, state: DispatchState, reference: String? = nil, due: Instant, byOutage: Bool,
        dated: Instant? = nil, reason: String?, tries: Int = 0, at now: Instant
    ) throws {
        try write(.postponing, id, due, byOutage, dated)
        try setState(id, state, reference: reference, reason: reason, detail: nil, tries: tries, at: now)
    }

    /// Lets nothing of an object go to a target before `until`; what is held for good stays so. `byOutage`: it is due
    /// at once when the target comes back.
    package func holdBack(_ key: ObjectKey, target: String, until: Instant, byOutage: Bool) throws {
        try post(
            """
            UPDATE outbox SET due_at = :until, held_by_outage = :outage
            WHERE head_key = :head AND target = :target AND due_at < :until
            """, ["until": until, "outage": byOutage, "head": key.description, "target": target])
    }

    /// Makes everything that waits for the target's return due now; returns how many.
    package func wakeHeldByOutage(target: String, at now: Instant) throws -> Int {
        try run(
            """
            UPDATE outbox SET due_at = :now, held_by_outage = 0
            WHERE target = :target AND held_by_outage = 1 AND due_at IS NOT NULL
            """, ["now": now, "target": target])
    }

    private func setState(
        _ id: String, _ state: DispatchState, reference: String?, reason: String?, detail: JSON?, tries: Int,
        at now: Instant
    ) throws {
        try write(.state, id, state, reference, reason, detail, tries, now)
    }

    static func dispatch(_ row: Row, reference: String?) -> Dispatch {
        Dispatch(
            id: row.text("id"), messageID: row.text("message_id"), source: row.objectKey, ordinal: row.int("ordinal"),
            position: row.int("position"), target: row.text("target"), slot: row.text("slot"),
            targetType: row.text("target_type"), action: row.word("action"), lane: row.word("lane"),
            state: row.word("state"), key: row.text("key"), fields: row.text("fields"),
            revision: RevisionID(row.text("revision")), attempts: row.int("attempts"), wanted: row.text("wanted"),
            reference: reference, reason: row.textIfAny("reason"), createdAt: row.instant("created_at"))
    }
}

extension OutboxHead {
    init(_ row: Row) {
        self.init(
            dispatchID: row.text("dispatch_id"), lane: row.word("lane"), token: row.int("lease_token"),
            due: row.instant("due_at"))
    }
}

extension SetWrite {
    fileprivate static let state = SetWrite(
        .state, keyed: 1,
        [
            .text("id"), .text("state"), .text("reference"), .text("reason"), .text("detail"), .integer("tries"),
            .integer("at"),
        ],
        """
        UPDATE dispatch SET state = input.state, reference = COALESCE(input.reference, dispatch.reference),
          reason = input.reason, detail = input.detail, attempts = dispatch.attempts + input.tries,
          updated_at = input.at
        FROM input WHERE dispatch.id = input.id
        """)

    fileprivate static let postponing = SetWrite(
        .postponing, keyed: 1, [.text("id"), .integer("due_at"), .integer("held_by_outage"), .integer("dated")],
        """
        UPDATE outbox SET due_at = input.due_at, lease_until = NULL, held_by_outage = input.held_by_outage,
          dated = input.dated
        FROM input WHERE outbox.dispatch_id = input.id
        """)

    fileprivate static let leaving = SetWrite(
        .leaving, keyed: 1, [.text("id")], "DELETE FROM outbox WHERE dispatch_id IN (SELECT id FROM input)")

    fileprivate static let leavingWaits = SetWrite(
        .leavingWaits, keyed: 1, [.text("id")], "DELETE FROM waits WHERE dispatch_id IN (SELECT id FROM input)")
}
