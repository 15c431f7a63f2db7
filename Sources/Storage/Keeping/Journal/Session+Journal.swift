package import Messages

extension Session {
    /// Adds one entry to the journal, in the transaction of what it tells about.
    package func note(_ entry: JournalEntry) throws {
        try write(
            .journal, entry.id, entry.at, entry.kind, entry.object?.system, entry.object?.type, entry.object?.id,
            entry.messageID, entry.dispatchID, entry.target, entry.correlationID, entry.revision, entry.summary,
            entry.detail)
    }

    /// Journal entries in the order they were written, after the cursor (an entry's id), of one object or message
    /// when asked for.
    package func journal(
        after cursor: String? = nil, object: String? = nil, message: String? = nil, kind: JournalKind? = nil, limit: Int
    ) throws -> [JournalEntry] {
        try rows(
            """
            SELECT * FROM journal
            WHERE id > :cursor AND (:object IS NULL OR object_id = :object)
              \(Self.ofMessage) AND (:kind IS NULL OR kind = :kind)
            ORDER BY id LIMIT :limit
            """,
            ["cursor": cursor ?? "", "object": object, "message": message, "kind": kind, "limit": limit]
        ).map(Self.journalEntry)
    }

    /// The newest entries, newest first, of one object or message when asked for.
    package func journalTail(
        object: String? = nil, message: String? = nil, kind: JournalKind? = nil, limit: Int
    ) throws -> [JournalEntry] {
        try rows(
            """
            SELECT * FROM journal
            WHERE (:object IS NULL OR object_id = :object) \(Self.ofMessage)
              AND (:kind IS NULL OR kind = :kind)
            ORDER BY id DESC LIMIT :limit
            """, ["object": object, "message": message, "kind": kind, "limit": limit]
        ).map(Self.journalEntry)
    }

    /// A message's entries are found among its object's.
    private static let ofMessage = """
        AND (:message IS NULL OR (message_id = :message
          AND object_id = (SELECT m.object_id FROM message m WHERE m.id = :message)))
        """

    private static func journalEntry(_ row: Row) -> JournalEntry {
        let object = row.textIfAny("system").map {
            ObjectKey(system: $0, type: row.text("object_type"), id: row.text("object_id"))
        }
        return JournalEntry(
            at: row.instant("at"), kind: row.word("kind"), object: object, messageID: row.textIfAny("message_id"),
            dispatchID: row.textIfAny("dispatch_id"), target: row.textIfAny("target"),
            correlationID: row.textIfAny("correlation_id"),
            revision: row.textIfAny("revision").map(RevisionID.init), summary: row.text("summary"),
            detail: row.json("detail"), id: row.text("id"))
    }
}

extension SetWrite {
    fileprivate static let journal = SetWrite(
        .journal, keyed: 0,
        [
            .text("id"), .integer("at"), .text("kind"), .text("system"), .text("object_type"), .text("object_id"),
            .text("message_id"), .text("dispatch_id"), .text("target"), .text("correlation_id"), .text("revision"),
            .text("summary"), .text("detail"),
        ],
        """
        INSERT INTO journal (id, at, kind, system, object_type, object_id, message_id, dispatch_id, target,
          correlation_id, revision, summary, detail)
        SELECT id, at, kind, system, object_type, object_id, message_id, dispatch_id, target, correlation_id,
          revision, summary, detail FROM input
        """)
}
