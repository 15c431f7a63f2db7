extension Migration {
    /// What systems come for themselves: what waits for them, which page of it each was given last, and whose caller a
    /// key is.
    static let fifth = Migration(number: 5, title: "what is pulled") { dialect in
        dialect.translated(
            """
            CREATE TABLE change (
              id TEXT PRIMARY KEY, receiver TEXT NOT NULL, kind TEXT NOT NULL,
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              message_id TEXT NOT NULL, dispatch_id TEXT, body TEXT NOT NULL, at INTEGER NOT NULL, page TEXT
            );
            CREATE INDEX change_waiting ON change (receiver, kind, id) WHERE page IS NULL;
            CREATE INDEX change_page ON change (page, id) WHERE page IS NOT NULL;
            CREATE TABLE feed (
              receiver TEXT NOT NULL, kinds TEXT NOT NULL, acknowledged TEXT NOT NULL, page TEXT,
              more INTEGER NOT NULL DEFAULT 0, pulled_at INTEGER NOT NULL,
              PRIMARY KEY (receiver, kinds)
            );
            CREATE TABLE feed_alarm (receiver TEXT PRIMARY KEY, at INTEGER NOT NULL);
            ALTER TABLE api_key ADD COLUMN system TEXT;

            """)
    }
}
