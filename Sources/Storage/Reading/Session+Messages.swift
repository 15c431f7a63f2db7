package import Messages

extension Session {
    /// A message by its id.
    package func message(_ id: String) throws -> Message? {
        try row("SELECT * FROM message WHERE id = :id", ["id": id]).map(Self.message)
    }

    static func message(_ row: Row) -> Message {
        Message(
            id: row.text("id"), key: row.objectKey, ordinal: row.int("ordinal"), version: row.text("version"),
            changedAt: row.instant("changed_at"), operation: row.word("operation"),
            presentation: row.textIfAny("presentation"), data: row.text("data"), caller: row.text("caller"),
            correlationID: row.text("correlation_id"), receivedAt: row.instant("received_at"))
    }
}
