extension Migration {
    /// What was decided about steps, with the facts that it was decided by: it can be judged again.
    static let seventh = Migration(number: 7, title: "decisions") { dialect in
        dialect.translated(
            """
            CREATE TABLE decision (
              id TEXT PRIMARY KEY, at INTEGER NOT NULL, received_at INTEGER NOT NULL, step TEXT NOT NULL,
              courier TEXT, revision TEXT NOT NULL,
              outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'warn', 'unsure', 'fail')),
              caller TEXT NOT NULL, correlation_id TEXT NOT NULL, facts TEXT NOT NULL, verdicts TEXT NOT NULL,
              explanation TEXT NOT NULL
            );
            CREATE INDEX decision_at ON decision (at, id);
            CREATE INDEX decision_courier ON decision (courier, at) WHERE courier IS NOT NULL;

            """)
    }
}
