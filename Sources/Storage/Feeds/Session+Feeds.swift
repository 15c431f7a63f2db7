package import Messages

extension Session {
    /// Leaves something for a system that comes for it itself.
    package func add(_ change: Change) throws {
        try write(
            .change, change.id, change.receiver, change.kind, change.object.system, change.object.type,
            change.object.id, change.messageID, change.dispatchID, change.body, change.at)
    }

    /// A receiver's way through what waits for it, locked until the transaction ends: two calls at once are one after
    /// the other.
    package func feedStream(_ receiver: String, kinds: String, at now: Instant) throws -> FeedStream {
        let parameters: Parameters = [
            "receiver": receiver, "kinds": kinds, "first": Identifier.make(at: now), "now": now,
        ]
        // The row is written whether it is there or not: that is the lock.
        let row = try row(
            """
            INSERT INTO feed (receiver, kinds, acknowledged, pulled_at) VALUES (:receiver, :kinds, :first, :now)
            ON CONFLICT (receiver, kinds) DO UPDATE SET pulled_at = excluded.pulled_at RETURNING *
            """, parameters)
        guard let row else { preconditionFailure("the row was written") }
        try post("DELETE FROM feed_alarm WHERE receiver = :receiver", ["receiver": receiver])
        return FeedStream(
            receiver: receiver, kinds: kinds, acknowledged: row.text("acknowledged"), page: row.textIfAny("page"),
            hasMore: row.bool("more"))
    }

    /// What stands on a page, in its order.
    package func changes(onPage page: String) throws -> [Change] {
        try rows("SELECT * FROM change WHERE page = :page ORDER BY id", ["page": page]).map(Self.change)
    }

    /// What waits for a receiver of these kinds and stands on no page, the oldest first.
    package func waitingChanges(_ receiver: String, kinds: Set<Change.Kind>, limit: Int) throws -> [Change] {
        let words = JSON.array(kinds.map(\.rawValue).sorted().map(JSON.string))
        return try rows(
            """
            SELECT c.* FROM change c
            WHERE c.receiver = :receiver AND c.page IS NULL AND \(dialect.isAmong("c.kind", ":kinds"))
            ORDER BY c.id LIMIT :limit \(dialect.lockingFree("c"))
            """, ["receiver": receiver, "kinds": words, "limit": limit]
        ).map(Self.change)
    }

    /// Makes these changes the stream's page, under its cursor.
    package func handOut(_ changes: [Change], as page: String, of stream: FeedStream, hasMore: Bool) throws {
        try post(
            "UPDATE change SET page = :page FROM input WHERE change.id = input.id", ["page": page],
            each: Inputs(changes, (.text("id"), { $0.id })))
        try post(
            "UPDATE feed SET page = :page, more = :more WHERE receiver = :receiver AND kinds = :kinds",
            ["page": page, "more": hasMore, "receiver": stream.receiver, "kinds": stream.kinds])
    }

    /// Ends the stream's page: what stands on it is done with. Returns the stream as it is then.
    package func acknowledge(_ page: String, of stream: FeedStream) throws -> FeedStream {
        try post("DELETE FROM change WHERE page = :page", ["page": page])
        try post(
            """
            UPDATE feed SET page = NULL, more = 0, acknowledged = :page WHERE receiver = :receiver AND kinds = :kinds
            """, ["page": page, "receiver": stream.receiver, "kinds": stream.kinds])
        return FeedStream(
            receiver: stream.receiver, kinds: stream.kinds, acknowledged: page, page: nil, hasMore: false)
    }

    /// A change that was handed out and not acknowledged; nil when there is none under that id.
    package func handedOut(_ id: String, to receiver: String) throws -> Change? {
        try row(
            """
            SELECT c.* FROM change c WHERE c.id = :id AND c.receiver = :receiver AND c.page IS NOT NULL
            \(dialect.locking("c"))
            """, ["id": id, "receiver": receiver]
        ).map(Self.change)
    }

    /// Takes one change away.
    package func remove(_ change: Change) throws {
        try post("DELETE FROM change WHERE id = :id", ["id": change.id])
    }

    /// The claims under which dispatches were handed out: nobody else ends them.
    package func claims(of changes: [Change]) throws -> [OutboxClaim] {
        try rows(
            """
            SELECT o.lease_token AS token, d.*, m.correlation_id, m.received_at, m.version, m.presentation,
              COALESCE(x.reference, d.reference) AS known_reference
            FROM input JOIN dispatch d ON d.id = input.id JOIN outbox o ON o.dispatch_id = d.id
            JOIN message m ON m.id = d.message_id
            LEFT JOIN xref x ON x.object_id = d.object_id AND x.object_type = d.object_type AND x.system = d.system
              AND x.target = d.target AND x.slot = d.slot AND x.shared = 0
            ORDER BY input.n
            """, each: Inputs(changes.compactMap(\.dispatchID), (.text("id"), { $0 }))
        ).map(Self.claim)
    }

    private static func change(_ row: Row) -> Change {
        Change(
            id: row.text("id"), receiver: row.text("receiver"), kind: row.word("kind"), object: row.objectKey,
            messageID: row.text("message_id"), dispatchID: row.textIfAny("dispatch_id"), body: row.text("body"),
            at: row.instant("at"))
    }
}

extension Change.Kind: Bindable {}

extension SetWrite {
    fileprivate static let change = SetWrite(
        .change, keyed: 1,
        [
            .text("id"), .text("receiver"), .text("kind"), .text("system"), .text("object_type"), .text("object_id"),
            .text("message_id"), .text("dispatch_id"), .text("body"), .integer("at"),
        ],
        """
        INSERT INTO change (id, receiver, kind, system, object_type, object_id, message_id, dispatch_id, body, at)
        SELECT id, receiver, kind, system, object_type, object_id, message_id, dispatch_id, body, at FROM input
        """)
}
