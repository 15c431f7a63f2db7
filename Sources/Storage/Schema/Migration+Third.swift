extension Migration {
    /// Which objects were read when another was mapped, and in which version (E-04); what is filled and nobody reads;
    /// which revisions make written objects vanish (E-05).
    static let third = Migration(number: 3, title: "what mappings read, leave unread and take away") { dialect in
        dialect.translated(
            """
            CREATE TABLE need (
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              reader_system TEXT NOT NULL, reader_type TEXT NOT NULL, reader_id TEXT NOT NULL,
              ordinal INTEGER NOT NULL CHECK (ordinal > 0),
              PRIMARY KEY (object_id, object_type, system, reader_id, reader_type, reader_system)
            );
            CREATE INDEX need_reader ON need (reader_id, reader_type, reader_system);
            CREATE TABLE unread (
              system TEXT NOT NULL, object_type TEXT NOT NULL, path TEXT NOT NULL,
              messages INTEGER NOT NULL CHECK (messages > 0), last_at INTEGER NOT NULL, message_id TEXT NOT NULL,
              PRIMARY KEY (object_type, path, system)
            );
            CREATE TABLE vanishing (
              revision TEXT NOT NULL, target TEXT NOT NULL,
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (revision, object_type, object_id, system, target)
            );
            CREATE TABLE hold (
              id TEXT PRIMARY KEY, revision TEXT NOT NULL, target TEXT NOT NULL,
              system TEXT NOT NULL, object_type TEXT NOT NULL, at INTEGER NOT NULL,
              approved_by TEXT, approved_at INTEGER, reason TEXT,
              UNIQUE (revision, object_type, system, target)
            );

            """)
    }
}
