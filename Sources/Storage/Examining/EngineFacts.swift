/// What the database engine says of itself: the settings on which our promises rest.
package struct EngineFacts: Sendable, Hashable {
    /// Which database it is, with what matters there.
    package enum Engine: Sendable, Hashable {
        case sqlite(SQLiteFacts)
        case postgres(PostgresFacts)
    }

    package let version: String
    package let engine: Engine
    /// The steps of the schema that the database has, and those that this build knows.
    package let schemaSteps: [Int]
    package let knownSteps: [Int]
}

/// What matters of SQLite.
package struct SQLiteFacts: Sendable, Hashable {
    /// `wal`: readers do not hold the writer up.
    package let journalMode: String
    /// 2 is FULL: a commit survives the loss of power.
    package let synchronous: Int
    package let enforcesForeignKeys: Bool
    /// `ok`, or what the engine found broken in its file.
    package let integrity: String
}

/// What matters of PostgreSQL.
package struct PostgresFacts: Sendable, Hashable {
    /// The server's settings as `SHOW` gives them, by name.
    package let settings: [String: String]
    /// The standbys that are connected, and how each is waited for: `sync`, `quorum`, `async`, `potential`.
    package let standbys: [String]
    /// Connections in use.
    package let connections: Int
    /// How long the oldest transaction of the database has been open, in seconds: what it sees cannot be cleared away.
    package let oldestTransaction: Int
    /// The journal's days that have a partition of their own.
    package let journalDays: [String]
}
