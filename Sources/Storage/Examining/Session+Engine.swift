package import Messages

extension Session {
    /// Asks the engine for the facts. Only the writer's own settings count: ask within a transaction.
    package func engineFacts() throws -> EngineFacts {
        let applied = try rows("SELECT number FROM schema_step ORDER BY number").map { $0.int("number") }
        let (version, engine) = dialect == .sqlite ? try sqliteFacts() : try postgresFacts()
        return EngineFacts(
            version: version, engine: engine, schemaSteps: applied, knownSteps: Migration.all.map(\.number))
    }

    /// When the newest journal entry was written.
    package func lastEntryAt() throws -> Instant? {
        try row("SELECT at FROM journal ORDER BY id DESC LIMIT 1")?.instant("at")
    }

    private func sqliteFacts() throws -> (String, EngineFacts.Engine) {
        let facts = SQLiteFacts(
            journalMode: try row("PRAGMA journal_mode")?.text("journal_mode") ?? "",
            synchronous: try row("PRAGMA synchronous")?.int("synchronous") ?? 0,
            enforcesForeignKeys: try row("PRAGMA foreign_keys")?.bool("foreign_keys") ?? false,
            integrity: try row("PRAGMA quick_check(1)")?.text("quick_check") ?? "")
        return (try row("SELECT sqlite_version() AS version")?.text("version") ?? "", .sqlite(facts))
    }

    private func postgresFacts() throws -> (String, EngineFacts.Engine) {
        let settings = try rows(
            """
            SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name IN
              ('fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names', 'max_wal_size',
               'checkpoint_timeout', 'autovacuum', 'server_encoding', 'max_connections', 'server_version',
               'default_toast_compression', 'shared_buffers', 'wal_level', 'archive_mode', 'track_commit_timestamp')
            """)
        let standbys = try rows("SELECT application_name || ' ' || sync_state AS standby FROM pg_stat_replication")
        let activity = try row(
            """
            SELECT COUNT(*) AS connections,
              COALESCE(MAX(floor(extract(epoch FROM now() - xact_start))), 0)::bigint AS oldest
            FROM pg_stat_activity WHERE datname = current_database()
            """)
        let named = Dictionary(settings.map { ($0.text("name"), $0.text("setting")) }) { first, _ in first }
        let facts = PostgresFacts(
            settings: named, standbys: standbys.compactMap { $0.textIfAny("standby") },
            connections: activity?.int("connections") ?? 0, oldestTransaction: activity?.int("oldest") ?? 0,
            journalDays: try journalDays())
        return (named["server_version"] ?? "", .postgres(facts))
    }
}
