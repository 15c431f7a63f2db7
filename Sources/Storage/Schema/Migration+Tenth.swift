extension Migration {
    /// For whom a rule does not hold steps up for a while, and what somebody must do because of a verdict.
    static let tenth = Migration(number: 10, title: "waivers and follow-ups") { dialect in
        dialect.translated(
            """
            CREATE TABLE waiver (
              id TEXT PRIMARY KEY, rule TEXT NOT NULL, couriers TEXT NOT NULL, divisions TEXT NOT NULL,
              warehouses TEXT NOT NULL, begins_at INTEGER NOT NULL, until_at INTEGER NOT NULL, reason TEXT NOT NULL,
              actor TEXT NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER, revoked_by TEXT
            );
            CREATE INDEX waiver_end ON waiver ((COALESCE(revoked_at, until_at)));
            CREATE TABLE followup (
              id TEXT PRIMARY KEY, policy TEXT NOT NULL, rule TEXT NOT NULL, outcome TEXT NOT NULL,
              what TEXT NOT NULL CHECK (what IN ('tell', 'ask_reason', 'approve', 'report')), whom TEXT NOT NULL,
              courier TEXT, division TEXT, subject TEXT NOT NULL, window_key TEXT, decision_id TEXT, task_id TEXT,
              text TEXT NOT NULL, created_at INTEGER NOT NULL, due_at INTEGER, escalate_to TEXT, escalated_at INTEGER,
              done_at INTEGER, done_by TEXT, answer TEXT, approved INTEGER,
              UNIQUE (subject, rule, what, outcome, whom)
            );
            CREATE INDEX followup_created ON followup (created_at, id);
            CREATE INDEX followup_courier ON followup (courier, created_at, id) WHERE courier IS NOT NULL;
            CREATE INDEX followup_due ON followup (due_at) WHERE done_at IS NULL AND escalated_at IS NULL;
            CREATE INDEX followup_done ON followup (done_at) WHERE done_at IS NOT NULL;

            """)
    }
}
