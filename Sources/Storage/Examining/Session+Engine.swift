package import Messages

extension Session {
    /// Asks the engine for the facts. Only the writer's own settings count: ask within a transaction.
    package func engineFacts() throws -> EngineFacts {
        let applied = try rows("SELECT number FROM schema_step ORDER BY number").map { $0.int("number") }
        return EngineFacts(
            engine: "sqlite", version: try row("SELECT sqlite_version() AS version")?.text("version") ?? "",
            journalMode: try row("PRAGMA journal_mode")?.text("journal_mode") ?? "",
            synchronous: try row("PRAGMA synchronous")?.int("synchronous") ?? 0,
            enforcesForeignKeys: try row("PRAGMA foreign_keys")?.bool("foreign_keys") ?? false,
            schemaSteps: applied, knownSteps: Migration.all.map(\.number),
            integrity: try row("PRAGMA quick_check(1)")?.text("quick_check") ?? "")
    }

    /// When the newest journal entry was written.
    package func lastEntryAt() throws -> Instant? {
        try row("SELECT MAX(at) AS at FROM journal")?.instantIfAny("at")
    }
}
