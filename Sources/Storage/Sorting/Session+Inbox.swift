package import Messages

extension Session {
    /// Claims up to `limit` messages for mapping: of each object the newest one waiting, and only while no other
    /// message of that object is being mapped. Older ones that still waited are superseded.
    package func claimInbox(limit: Int, at now: Instant, lease: Span) throws -> [InboxClaim] {
        let found = try rows(
            """
            SELECT i.message_id, i.system, i.object_type, i.object_id, i.ordinal, i.lane, i.lease_token FROM inbox i
            WHERE i.due_at <= :now AND (i.lease_until IS NULL OR i.lease_until < :now)
              AND NOT EXISTS (SELECT 1 FROM inbox o
                WHERE o.object_id = i.object_id AND o.object_type = i.object_type AND o.system = i.system
                  AND (o.ordinal > i.ordinal OR (o.ordinal < i.ordinal AND o.lease_until >= :now)))
            ORDER BY i.due_at, i.message_id LIMIT :limit
            """, ["now": now, "limit": limit])
        return try found.map { row in
            try supersedeInbox(row.objectKey, before: row.int("ordinal"), at: now)
            let token = row.int("lease_token") + 1
            try run(
                "UPDATE inbox SET lease_until = :until, lease_token = :token WHERE message_id = :id",
                ["until": now + lease, "token": token, "id": row.text("message_id")])
            guard let message = try message(row.text("message_id")) else {
                preconditionFailure("the inbox refers to a message that is there")
            }
            return InboxClaim(message: message, lane: row.word("lane"), token: token)
        }
    }

    /// Takes a claimed message out of the inbox. False when the claim is no longer valid: somebody else has it now,
    /// and nothing that was worked out for it may be written.
    package func finishInbox(_ claim: InboxClaim) throws -> Bool {
        try run(
            "DELETE FROM inbox WHERE message_id = :id AND lease_token = :token",
            ["id": claim.message.id, "token": claim.token]) == 1
    }

    /// Puts a claimed message back, to be claimed again from `due` on.
    package func returnToInbox(_ claim: InboxClaim, due: Instant) throws {
        try run(
            "UPDATE inbox SET lease_until = NULL, due_at = :due WHERE message_id = :id AND lease_token = :token",
            ["due": due, "id": claim.message.id, "token": claim.token])
    }

    /// Puts a message that was mapped before into the inbox again: what it waited for came, or an operator wishes it.
    /// Does nothing when a newer version of its object exists or it is there already; says whether it will be mapped.
    package func remap(_ messageID: String, lane: Lane, at now: Instant) throws -> Bool {
        guard let message = try message(messageID), try isLatest(message) else { return false }
        try enterInbox(message.id, message.key, message.ordinal, lane, due: now, message.receivedAt)
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
        try run(
            """
            INSERT INTO inbox (message_id, system, object_type, object_id, ordinal, lane, due_at, received_at)
            VALUES (:id, :system, :type, :object_id, :ordinal, :lane, :due, :received_at)
            ON CONFLICT (message_id) DO NOTHING
            """,
            [
                "id": id, "system": key.system, "type": key.type, "object_id": key.id, "ordinal": ordinal,
                "lane": lane, "due": due, "received_at": receivedAt,
            ])
    }

    /// Writes down what came of mapping a message; a later mapping of the same message takes its place.
    package func noteSorting(_ sorting: Sorting, at now: Instant) throws {
        try run(
            """
            INSERT INTO sorting (message_id, outcome, reason, detail, revision, at)
            VALUES (:id, :outcome, :reason, :detail, :revision, :at)
            ON CONFLICT (message_id) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
              detail = excluded.detail, revision = excluded.revision, at = excluded.at
            """,
            [
                "id": sorting.messageID, "outcome": sorting.outcome.rawValue, "reason": sorting.reason,
                "detail": sorting.detail, "revision": sorting.revision, "at": now,
            ])
    }

    private func supersedeInbox(_ key: ObjectKey, before ordinal: Int, at now: Instant) throws {
        let older = try rows(
            """
            DELETE FROM inbox WHERE object_id = :id AND object_type = :type AND system = :system
              AND ordinal < :ordinal RETURNING message_id
            """, ["id": key.id, "type": key.type, "system": key.system, "ordinal": ordinal])
        for row in older {
            let id = row.text("message_id")
            let reason = "Пришла более новая версия, эта не отправляется"
            try noteSorting(Sorting(messageID: id, outcome: .superseded, reason: reason, revision: nil), at: now)
            try note(JournalEntry(at: now, kind: .superseded, object: key, messageID: id, summary: reason))
        }
    }
}
