extension Migration {
    /// The journal in parts, one for each day by the time that begins an entry's id (UUIDv7), so that what is too old
    /// goes with a DROP. `journal_rest` takes what no day has been prepared for: an insert never fails for it.
    static let postgresJournal = """
        CREATE TABLE journal_rest PARTITION OF journal DEFAULT;

        """

    /// Bodies are packed by lz4, twice as quick as the server's own default. Rows that live for seconds leave room in
    /// their pages for their own next version, and are cleared away early.
    static let postgresSettings = """
        ALTER TABLE message ALTER COLUMN data SET COMPRESSION lz4;
        ALTER TABLE dispatch ALTER COLUMN fields SET COMPRESSION lz4;
        ALTER TABLE revision ALTER COLUMN files SET COMPRESSION lz4;
        ALTER TABLE inbox SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01,
          autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.1);
        ALTER TABLE outbox SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01,
          autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.1);
        ALTER TABLE waits SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
        ALTER TABLE dispatch SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
        ALTER TABLE object SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
        ALTER TABLE idempotency SET (autovacuum_vacuum_scale_factor = 0.02);

        """

    /// The same with readable times, for people with a database client.
    static let postgresViews = """
        CREATE VIEW journal_readable AS
          SELECT to_timestamp(at / 1000.0) AS at, kind, object_type, object_id, target, summary, detail
          FROM journal;
        CREATE VIEW queue_readable AS
          SELECT d.lane, d.target, d.target_type, d.state, d.reason, d.attempts,
            to_timestamp(o.due_at / 1000.0) AS due, d.object_type, d.object_id, d.id
          FROM outbox o JOIN dispatch d ON d.id = o.dispatch_id;
        """
}

extension Dialect {
    /// A schema that is written once, in the database's own types. Texts are compared byte by byte on both, whatever
    /// the cluster's locale: keys and identifiers are no prose, and it is several times as quick.
    func translated(_ schema: String) -> String {
        switch self {
        case .sqlite: schema
        case .postgres:
            schema.replacing(" TEXT", with: " TEXT COLLATE \"C\"").replacing(" INTEGER", with: " BIGINT")
                .replacing(" BLOB", with: " BYTEA")
        }
    }
}
