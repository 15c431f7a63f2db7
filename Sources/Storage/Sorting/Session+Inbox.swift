package import Messages

extension Session {
    /// Claims up to `limit` messages for mapping: of each object the newest one waiting, and only while no other
    /// message of that object is being mapped. Older ones that still waited are superseded.
    ///
    /// - Parameter floor: messages that were due before it are passed over. Where rows that are long done still stand
    ///   in the way (a report holds an old snapshot), a claimer that has been past them need not go there each time.
    package func claimInbox(
        limit: Int, at now: Instant, lease: Span, from floor: Instant? = nil
    ) throws -> [InboxClaim] {
        let found = try rows(
            """
            SELECT m.*, i.lane, i.lease_token, i.due_at, EXISTS (SELECT 1 FROM inbox e
                WHERE e.object_id = i.object_id AND e.object_type = i.object_type AND e.system = i.system
                  AND e.ordinal < i.ordinal) AS has_older
            FROM inbox i JOIN message m ON m.id = i.message_id
            WHERE i.due_at <= :now AND i.due_at >= :floor AND (i.lease_until IS NULL OR i.lease_until < :now)
              AND NOT EXISTS (SELECT 1 FROM inbox o
                WHERE o.object_id = i.object_id AND o.object_type = i.object_type AND o.system = i.system
                  AND (o.ordinal > i.ordinal OR (o.ordinal < i.ordinal AND o.lease_until >= :now)))
            ORDER BY i.due_at, i.message_id LIMIT :limit \(dialect.lockingFree("i"))
            """, ["now": now, "floor": floor ?? Instant(milliseconds: 0), "limit": limit])
        let claims = found.map { row in
            InboxClaim(
                message: Self.message(row), lane: row.word("lane"), token: row.int("lease_token") + 1,
                due: row.instant("due_at"))
        }
        for (claim, row) in zip(claims, found) where row.bool("has_older") {
            try supersedeInbox(claim.message.key, before: claim.message.ordinal, at: now)
        }
        try post(
            """
            UPDATE inbox SET lease_until = :until, lease_token = input.token FROM input WHERE message_id = input.id
            """, ["until": now + lease],
            each: Inputs(claims, (.text("id"), { $0.message.id }), (.integer("token"), { $0.token })))
        return claims
    }

    /// Takes claimed messages out of the inbox. Returns the ids of those whose claim was still valid: somebody else
    /// has the others now, and nothing that was worked out for them may be written.
    package func finishInbox(_ claims: [InboxClaim]) throws -> Set<String> {
        Set(
            try rows(
                """
                DELETE FROM inbox WHERE (message_id, lease_token) IN (SELECT id, token FROM input)
                RETURNING message_id
                """, each: Inputs(claims, (.text("id"), { $0.message.id }), (.integer("token"), { $0.token }))
            ).map { $0.text("message_id") })
    }

    /// The same for one claim; false when it is no longer valid.
    package func finishInbox(_ claim: InboxClaim) throws -> Bool {
        try !finishInbox([claim]).isEmpty
    }

    /// Keeps objects as they are until the transaction ends, for whoever decides by what it reads of them after this:
    /// nobody else settles them, confirms them or takes in a version of them. All transactions take them in one order.
    package func lockObjects(_ keys: some Sequence<ObjectKey>) throws {
        guard dialect == .postgres else { return }
        _ = try rows(
            """
            SELECT 1 AS locked FROM object o
            WHERE (o.object_id, o.object_type, o.system) IN (SELECT object_id, object_type, system FROM input)
            ORDER BY o.object_id, o.object_type, o.system \(dialect.locking("o"))
            """,
            each: Inputs(
                Set(keys), (.text("object_id"), { $0.id }), (.text("object_type"), { $0.type }),
                (.text("system"), { $0.system })))
    }

    /// Puts a claimed message back, to be claimed again from `due` on.
    package func returnToInbox(_ claim: InboxClaim, due: Instant) throws {
        try post(
            "UPDATE inbox SET lease_until = NULL, due_at = :due WHERE message_id = :id AND lease_token = :token",
            ["due": due, "id": claim.message.id, "token": claim.token])
    }

    /// Puts a message that was mapped before into the inbox again: what it waited for came, or an operator wishes it.
    /// Does nothing when a newer version of its object exists or it is there already; says whether it will be mapped.
    package func remap(_ message: Message, lane: Lane, at now: Instant) throws -> Bool {
        guard try isLatest(message) else { return false }
        try write(
            .inboxAgain, message.id, message.key.system, message.key.type, message.key.id, message.ordinal, lane, now,
            message.receivedAt)
        return true
    }

    /// Whether no newer version of the message's object has come that counts.
    package func isLatest(_ message: Message) throws -> Bool {
        try row(
            """
            SELECT 1 AS yes FROM object
            WHERE system = :system AND object_type = :type AND object_id = :id AND message_id = :message
            """,
            [
                "system": message.key.system, "type": message.key.type, "id": message.key.id, "message": message.id,
            ]) != nil
    }

    func enterInbox(
        _ id: String, _ key: ObjectKey, _ ordinal: Int, _ lane: Lane, due: Instant, _ receivedAt: Instant
    ) throws {
        try write(.inbox, id, key.system, key.type, key.id, ordinal, lane, due, receivedAt)
    }

    /// Writes down what came of mapping a message; a later mapping of the same message takes its place.
    package func noteSorting(_ sorting: Sorting, at now: Instant) throws {
        try write(
            .sorting, sorting.messageID, sorting.outcome.rawValue, sorting.reason, sorting.detail, sorting.revision,
            now)
    }

    private func supersedeInbox(_ key: ObjectKey, before ordinal: Int, at now: Instant) throws {
        let older = try rows(
            """
            DELETE FROM inbox WHERE object_id = :id AND object_type = :type AND system = :system
              AND ordinal < :ordinal RETURNING message_id, ordinal
            """, ["id": key.id, "type": key.type, "system": key.system, "ordinal": ordinal])
        // The databases give them back in orders of their own; the journal tells them as they came.
        for row in older.sorted(by: { $0.int("ordinal") < $1.int("ordinal") }) {
            let id = row.text("message_id")
            let reason = "Пришла более новая версия, эта не отправляется"
            try noteSorting(Sorting(messageID: id, outcome: .superseded, reason: reason, revision: nil), at: now)
            try note(JournalEntry(at: now, kind: .superseded, object: key, messageID: id, summary: reason))
        }
    }
}

extension SetWrite {
    private static let inboxColumns: [Inputs.Column] = [
        .text("id"), .text("system"), .text("object_type"), .text("object_id"), .integer("ordinal"), .text("lane"),
        .integer("due_at"), .integer("received_at"),
    ]

    private static let inboxInsert = """
        INSERT INTO inbox (message_id, system, object_type, object_id, ordinal, lane, due_at, received_at)
        SELECT id, system, object_type, object_id, ordinal, lane, due_at, received_at FROM input
        """

    /// A message that has just come in.
    fileprivate static let inbox = SetWrite(.inbox, keyed: 1, inboxColumns, inboxInsert)

    /// One that was there before, and may be there still.
    fileprivate static let inboxAgain = SetWrite(
        .inboxAgain, keyed: 1, inboxColumns, inboxInsert + " WHERE true ON CONFLICT (message_id) DO NOTHING")

    fileprivate static let sorting = SetWrite(
        .sorting, keyed: 1,
        [
            .text("id"), .text("outcome"), .text("reason"), .text("detail"), .text("revision"), .integer("at"),
        ],
        """
        INSERT INTO sorting (message_id, outcome, reason, detail, revision, at)
        SELECT id, outcome, reason, detail, revision, at FROM input WHERE true
        ON CONFLICT (message_id) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
          detail = excluded.detail, revision = excluded.revision, at = excluded.at
        """)
}
