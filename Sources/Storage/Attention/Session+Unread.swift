import Messages

extension Session {
    /// Adds to what is known of attributes that nobody reads. Each is named once in a call.
    package func addUnread(_ fields: [UnreadField]) throws {
        // One order for everybody: two nodes that add to the same rows must not wait for each other.
        for field in fields.sorted(by: { ($0.type, $0.path, $0.system) < ($1.type, $1.path, $1.system) }) {
            try write(
                .unread, field.system, field.type, field.path, field.messages, field.lastAt, field.messageID)
        }
    }

    /// What nobody reads, what is filled most often first.
    package func unread(limit: Int) throws -> [UnreadField] {
        try rows(
            "SELECT * FROM unread ORDER BY messages DESC, object_type, path, system LIMIT :limit", ["limit": limit]
        ).map { row in
            UnreadField(
                system: row.text("system"), type: row.text("object_type"), path: row.text("path"),
                messages: row.int("messages"), lastAt: row.instant("last_at"), messageID: row.text("message_id"))
        }
    }

    /// Counts anew: another revision reads other attributes.
    package func forgetUnread() throws {
        try post("DELETE FROM unread")
    }
}

extension SetWrite {
    fileprivate static let unread = SetWrite(
        .unread, keyed: 3,
        [
            .text("system"), .text("object_type"), .text("path"), .integer("messages"), .integer("last_at"),
            .text("message_id"),
        ],
        """
        INSERT INTO unread (system, object_type, path, messages, last_at, message_id)
        SELECT system, object_type, path, messages, last_at, message_id FROM input WHERE true
        ON CONFLICT (object_type, path, system) DO UPDATE SET messages = unread.messages + excluded.messages,
          last_at = excluded.last_at, message_id = excluded.message_id
        """)
}
