extension Migration {
    /// Courier tasks, what couriers did about them, and what was counted in the windows of rates.
    static let eighth = Migration(number: 8, title: "courier tasks and windows") { dialect in
        dialect.translated(
            """
            CREATE TABLE courier_task (
              id TEXT PRIMARY KEY, state TEXT NOT NULL, courier TEXT, division TEXT, warehouse TEXT,
              address TEXT, base TEXT, due_kop INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
            );
            CREATE INDEX courier_task_courier ON courier_task (courier, updated_at) WHERE courier IS NOT NULL;

            CREATE TABLE task_event (
              id TEXT PRIMARY KEY, task TEXT NOT NULL, event TEXT NOT NULL, at INTEGER NOT NULL,
              received_at INTEGER NOT NULL, step TEXT NOT NULL,
              result TEXT NOT NULL CHECK (result IN ('done', 'waiting', 'refused', 'replaced')),
              state TEXT NOT NULL, actor TEXT NOT NULL, correlation_id TEXT NOT NULL, payload TEXT NOT NULL,
              place TEXT, decision TEXT NOT NULL, approved_by TEXT, approval TEXT
            );
            CREATE INDEX task_event_task ON task_event (task, at, id);
            CREATE INDEX task_event_received ON task_event (received_at, id);
            CREATE INDEX task_event_place ON task_event (received_at) WHERE place IS NOT NULL;
            CREATE INDEX task_event_waiting ON task_event (received_at, id) WHERE result = 'waiting';

            CREATE TABLE task_photo (
              hash TEXT NOT NULL, task TEXT NOT NULL, step TEXT NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (hash, task, step)
            );
            CREATE INDEX task_photo_at ON task_photo (at);

            ALTER TABLE decision ADD COLUMN task TEXT;
            ALTER TABLE decision ADD COLUMN said TEXT;
            CREATE INDEX decision_step ON decision (at, id) WHERE task IS NOT NULL;

            CREATE TABLE policy_window (
              rule TEXT NOT NULL, key TEXT NOT NULL, revision TEXT NOT NULL, owner TEXT NOT NULL, courier TEXT,
              division TEXT, opened_at INTEGER NOT NULL, closes_at INTEGER NOT NULL, planned INTEGER,
              closed_at INTEGER, ruling TEXT, verdict TEXT, PRIMARY KEY (rule, key)
            );
            CREATE INDEX policy_window_due ON policy_window (closes_at) WHERE closed_at IS NULL;
            CREATE INDEX policy_window_courier ON policy_window (courier) WHERE closed_at IS NULL;
            CREATE INDEX policy_window_division ON policy_window (division) WHERE closed_at IS NULL;
            CREATE INDEX policy_window_closed ON policy_window (closed_at, rule, key) WHERE closed_at IS NOT NULL;

            CREATE TABLE policy_mark (
              rule TEXT NOT NULL, key TEXT NOT NULL, event TEXT NOT NULL, mark INTEGER NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (rule, key, event)
            );

            """)
    }
}
