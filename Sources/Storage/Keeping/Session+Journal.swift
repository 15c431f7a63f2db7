package import Messages

extension Session {
    /// Adds one entry to the journal, in the transaction of what it tells about.
    package func note(_ entry: JournalEntry) throws {
        try run(
            """
            INSERT INTO journal (id, at, kind, system, object_type, object_id, message_id, dispatch_id, target,
              correlation_id, revision, summary, detail)
            VALUES (:id, :at, :kind, :system, :type, :object_id, :message_id, :dispatch_id, :target,
              :correlation_id, :revision, :summary, :detail)
            """,
            [
                "id": entry.id, "at": entry.at, "kind": entry.kind, "system": entry.object?.system,
                "type": entry.object?.type, "object_id": entry.object?.id, "message_id": entry.messageID,
                "dispatch_id": entry.dispatchID, "target": entry.target, "correlation_id": entry.correlationID,
                "revision": entry.revision, "summary": entry.summary, "detail": entry.detail,
            ])
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
              AND (:message IS NULL OR message_id = :message) AND (:kind IS NULL OR kind = :kind)
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
            WHERE (:object IS NULL OR object_id = :object) AND (:message IS NULL OR message_id = :message)
              AND (:kind IS NULL OR kind = :kind)
            ORDER BY id DESC LIMIT :limit
            """, ["object": object, "message": message, "kind": kind, "limit": limit]
        ).map(Self.journalEntry)
    }

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
