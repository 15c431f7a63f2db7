extension Migration {
    /// Inbox, outbox, journal, cross-references and what keeps them honest.
    static let first = Migration(number: 1, title: "the postman's tables") { dialect in
        let tables = dialect.translated(messages + queues + memory + journal(dialect) + keeping)
        return switch dialect {
        case .sqlite: tables + sqliteViews
        case .postgres: tables + postgresJournal + postgresSettings + postgresViews
        }
    }

    /// What came in. `message` is written once and never changed, and what it says of its object's version makes a
    /// second copy visible (E-01): whoever takes a version in has the object's row locked. `object` points at the
    /// latest. What is written with every accept refers to messages without foreign keys: a check for each row is
    /// dear, and one transaction writes both sides.
    private static let messages = """
        CREATE TABLE message (
          id TEXT PRIMARY KEY,
          system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
          ordinal INTEGER NOT NULL CHECK (ordinal > 0),
          version TEXT NOT NULL, changed_at INTEGER NOT NULL,
          operation TEXT NOT NULL CHECK (operation IN ('upsert', 'delete')),
          presentation TEXT, data TEXT NOT NULL, data_hash TEXT NOT NULL,
          caller TEXT NOT NULL, correlation_id TEXT NOT NULL, received_at INTEGER NOT NULL
        );
        CREATE INDEX message_object ON message (object_id, changed_at);
        CREATE TABLE object (
          system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
          message_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
          version TEXT NOT NULL, changed_at INTEGER NOT NULL, operation TEXT NOT NULL, data_hash TEXT NOT NULL,
          presentation TEXT, arrivals INTEGER NOT NULL,
          PRIMARY KEY (object_id, object_type, system)
        );
        CREATE TABLE sorting (
          message_id TEXT PRIMARY KEY,
          outcome TEXT NOT NULL CHECK (outcome IN
            ('mapped', 'kept', 'stale', 'skipped', 'unmatched', 'rejected', 'failed', 'superseded')),
          reason TEXT, detail TEXT, revision TEXT, at INTEGER NOT NULL
        );
        CREATE INDEX sorting_dead ON sorting (outcome, at) WHERE outcome IN ('unmatched', 'rejected', 'failed');

        """

    /// What is on its way. `inbox` and `outbox` are narrow and hold live rows only; `dispatch` tells the whole story.
    private static let queues = """
        CREATE TABLE inbox (
          message_id TEXT PRIMARY KEY,
          system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
          lane TEXT NOT NULL, due_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
          lease_until INTEGER, lease_token INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX inbox_due ON inbox (due_at, message_id);
        CREATE INDEX inbox_object ON inbox (object_id, ordinal);
        CREATE TABLE dispatch (
          id TEXT PRIMARY KEY, message_id TEXT NOT NULL,
          system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
          ordinal INTEGER NOT NULL, position INTEGER NOT NULL,
          target TEXT NOT NULL, slot TEXT NOT NULL, target_type TEXT NOT NULL,
          action TEXT NOT NULL CHECK (action IN ('write', 'remove')), lane TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'written', 'parked', 'confirmed', 'unchanged',
            'superseded', 'refused', 'dead')),
          key TEXT NOT NULL, fields TEXT NOT NULL, fields_hash TEXT NOT NULL, revision TEXT NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0, wanted TEXT NOT NULL, reference TEXT, reason TEXT, detail TEXT,
          created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
        );
        CREATE INDEX dispatch_message ON dispatch (message_id);
        CREATE INDEX dispatch_object ON dispatch (object_id, object_type, system, ordinal);
        CREATE INDEX dispatch_dead ON dispatch (state, updated_at) WHERE state IN ('refused', 'dead', 'parked');
        CREATE TABLE outbox (
          dispatch_id TEXT PRIMARY KEY REFERENCES dispatch (id),
          target TEXT NOT NULL, lane TEXT NOT NULL, head_key TEXT NOT NULL,
          ordinal INTEGER NOT NULL, position INTEGER NOT NULL,
          due_at INTEGER, held_by_outage INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL,
          lease_until INTEGER, lease_token INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX outbox_due ON outbox (target, lane, due_at, dispatch_id) WHERE due_at IS NOT NULL;
        CREATE INDEX outbox_head ON outbox (head_key, target, ordinal, position);
        CREATE TABLE waits (
          dispatch_id TEXT NOT NULL REFERENCES dispatch (id),
          target TEXT NOT NULL, target_type TEXT NOT NULL,
          system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
          name TEXT, since INTEGER NOT NULL, escalate_at INTEGER NOT NULL, escalated INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (dispatch_id, target_type, system, object_type, object_id)
        );
        CREATE INDEX waits_for ON waits (object_id, target, target_type);

        """

    /// What is known of the targets: which object there came from which object here, and what it was last given.
    private static let memory = """
        CREATE TABLE xref (
          target TEXT NOT NULL, system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
          slot TEXT NOT NULL, target_type TEXT NOT NULL, reference TEXT NOT NULL,
          message_id TEXT NOT NULL, ordinal INTEGER NOT NULL, fields_hash TEXT NOT NULL,
          removed INTEGER NOT NULL DEFAULT 0, posted INTEGER, at INTEGER NOT NULL,
          PRIMARY KEY (object_id, object_type, system, target, slot)
        );
        CREATE INDEX xref_target ON xref (reference, target_type, target);
        CREATE TABLE outage (
          target TEXT NOT NULL, began_at INTEGER NOT NULL, ended_at INTEGER, reason TEXT NOT NULL,
          PRIMARY KEY (target, began_at)
        );

        """

    /// Everything that happened, in order. Nothing refers to it.
    private static func journal(_ dialect: Dialect) -> String {
        """
        CREATE TABLE journal (
          id TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,
          system TEXT, object_type TEXT, object_id TEXT, message_id TEXT, dispatch_id TEXT, target TEXT,
          correlation_id TEXT, revision TEXT, summary TEXT NOT NULL, detail TEXT
        )\(dialect == .postgres ? " PARTITION BY RANGE (id)" : "");
        CREATE INDEX journal_object ON journal (object_id, id);

        """
    }

    /// The idempotency keys, the revisions and the callers.
    private static let keeping = """
        CREATE TABLE idempotency (
          caller TEXT NOT NULL, method TEXT NOT NULL, route TEXT NOT NULL, key TEXT NOT NULL,
          fingerprint TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL,
          correlation_id TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
          PRIMARY KEY (key, caller, method, route)
        );
        CREATE INDEX idempotency_expiry ON idempotency (expires_at);
        CREATE TABLE revision (
          id TEXT PRIMARY KEY, files TEXT NOT NULL, stored_at INTEGER NOT NULL
        );
        CREATE TABLE activation (
          id TEXT PRIMARY KEY, revision TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
          outcome TEXT NOT NULL CHECK (outcome IN ('live', 'refused')), findings TEXT NOT NULL
        );
        CREATE TABLE api_key (
          name TEXT PRIMARY KEY, hash TEXT NOT NULL, roles TEXT NOT NULL, created_at INTEGER NOT NULL,
          revoked_at INTEGER
        );
        CREATE TABLE pause (
          target TEXT NOT NULL, lane TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
          PRIMARY KEY (target, lane)
        );

        """

    /// The same with readable times, for people with a database client.
    private static let sqliteViews = """
        CREATE VIEW journal_readable AS
          SELECT datetime(at / 1000, 'unixepoch') AS at_utc, kind, object_type, object_id, target, summary, detail
          FROM journal;
        CREATE VIEW queue_readable AS
          SELECT d.lane, d.target, d.target_type, d.state, d.reason, d.attempts,
            datetime(o.due_at / 1000, 'unixepoch') AS due_utc, d.object_type, d.object_id, d.id
          FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id;
        """
}
