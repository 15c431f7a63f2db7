package import Messages

extension Session {
    /// The protocol of the unmatched, oldest first: latest versions that a table does not know how to map, and
    /// dispatches for which the target has no object, or more than one.
    package func unmatched(offset: Int = 0, limit: Int) throws -> [UnmatchedItem] {
        try rows(
            "\(Self.unmatchedQuery) ORDER BY at, message_id, dispatch_id LIMIT :limit OFFSET :offset",
            ["limit": limit, "offset": offset]
        ).map(Self.unmatchedItem)
    }

    /// How many lines the protocol has.
    package func unmatchedCount() throws -> Int {
        try row("SELECT COUNT(*) AS number FROM (\(Self.unmatchedQuery)) AS lines")?.int("number") ?? 0
    }

    /// The line of one dispatch; nil when it waits for no choice (any more).
    package func unmatched(dispatch: String) throws -> UnmatchedItem? {
        try row(
            "SELECT * FROM (\(Self.unmatchedQuery)) AS lines WHERE dispatch_id = :dispatch", ["dispatch": dispatch]
        ).map(Self.unmatchedItem)
    }

    /// Puts everything that a lookup table did not know into the inbox again: the tables may be others now. Returns how
    /// many messages that is.
    package func sortUnmatchedAgain(at now: Instant) throws -> Int {
        try run(
            """
            INSERT INTO inbox (message_id, system, object_type, object_id, ordinal, lane, due_at, received_at)
            SELECT m.id, m.system, m.object_type, m.object_id, m.ordinal, :lane, :now, m.received_at
            FROM sorting s JOIN object o ON o.message_id = s.message_id JOIN message m ON m.id = s.message_id
            WHERE s.outcome = 'unmatched'
            ON CONFLICT (message_id) DO NOTHING
            """, ["lane": Lane.documents, "now": now])
    }

    // How a dispatch's detail begins says that it waits for a choice: no other has candidates.
    private static let unmatchedQuery = """
        SELECT * FROM (
          SELECT d.id AS dispatch_id, d.message_id, d.system, d.object_type, d.object_id, m.presentation, d.target,
            d.target_type, d.reason, d.detail, d.updated_at AS at
          FROM dispatch d JOIN message m ON m.id = d.message_id
          WHERE d.state = 'refused' AND d.detail LIKE '{"candidates":%'
          UNION ALL
          SELECT NULL, s.message_id, m.system, m.object_type, m.object_id, m.presentation, NULL, NULL, s.reason,
            s.detail, s.at
          FROM sorting s JOIN message m ON m.id = s.message_id JOIN object o ON o.message_id = m.id
          WHERE s.outcome = 'unmatched'
        ) AS line
        """

    private static func unmatchedItem(_ row: Row) -> UnmatchedItem {
        UnmatchedItem(
            dispatchID: row.textIfAny("dispatch_id"), messageID: row.text("message_id"), object: row.objectKey,
            presentation: row.textIfAny("presentation"), target: row.textIfAny("target"),
            targetType: row.textIfAny("target_type"), reason: row.textIfAny("reason"), detail: row.json("detail"),
            at: row.instant("at"))
    }
}
