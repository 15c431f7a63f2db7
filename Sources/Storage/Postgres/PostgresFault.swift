import Messages

/// Why PostgreSQL did not do what it was asked.
struct PostgresFault: Error, Sendable, Hashable {
    /// What the connection was lost in the middle of.
    enum Stage: Sendable, Hashable {
        /// Nothing of the transaction remains.
        case statement
        /// COMMIT was under way: whether it is done, only a look at the data tells.
        case commit
    }

    /// What kind of trouble it is.
    enum Kind: Sendable, Hashable {
        case cannotConnect
        case connectionLost(during: Stage)
        /// The server takes no writes: it is a standby, or was told so (25006).
        case readOnly
        case tooManyConnections
        case diskFull
        /// The server stops, starts, or has ended this connection (57P01–57P03).
        case shuttingDown
        /// Another transaction was in the way: the same once more will do (40001).
        case serialization
        case deadlock
        case uniqueViolation(constraint: String)
        case checkViolation(constraint: String)
        case foreignKeyViolation(constraint: String)
        case notNullViolation(column: String)
        /// A statement took longer than `statement_timeout`, or somebody cancelled it (57014).
        case timeout
        /// A lock was waited for longer than `lock_timeout` (55P03).
        case lockTimeout
        /// The transaction lay idle for too long, and is gone (25P03).
        case idleInTransaction
        /// The schema changed under a prepared statement, or the server has forgotten it.
        case stalePlan
        case other
    }

    let kind: Kind
    /// The code of the SQL standard; nil when it was not the server that spoke.
    let sqlstate: String?
    /// What the server or the network said, in the server's language; it has no password in it.
    let message: String
    /// When it makes sense to ask again; known while connecting is put off.
    var retryAfter: Span?

    /// The same transaction may be run again at once: it left no trace.
    var isRetryable: Bool {
        switch kind {
        case .connectionLost(during: .statement), .serialization, .deadlock, .shuttingDown, .stalePlan: true
        default: false
        }
    }

    /// Whether it is unknown if the transaction was committed.
    var isOutcomeUnknown: Bool { kind == .connectionLost(during: .commit) }

    /// The connection is of no further use.
    var endsConnection: Bool {
        switch kind {
        case .cannotConnect, .connectionLost, .readOnly, .tooManyConnections, .shuttingDown, .idleInTransaction,
            .stalePlan:
            true
        default: false
        }
    }

    /// The trouble is the database's, not the statement's: the caller is told to come again later.
    var isUnavailable: Bool {
        switch kind {
        case .uniqueViolation, .checkViolation, .foreignKeyViolation, .notNullViolation: false
        case .other: sqlstate.map { ["53", "57", "58", "08", "XX"].contains($0.prefix(2)) } ?? false
        default: true
        }
    }
}

extension PostgresFault: CustomStringConvertible {
    var description: String { "PostgreSQL, \(kind)\(sqlstate.map { " (\($0))" } ?? ""): \(message)" }
}
