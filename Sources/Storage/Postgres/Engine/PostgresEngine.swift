import Messages

/// The store of many nodes: one PostgreSQL, few connections from each node.
///
/// A transaction that another one stood in the way of is run again, and so is one whose connection was lost, also when
/// nobody knows whether it was committed: what it finds then tells it (E-12).
final class PostgresEngine: Engine {
    /// How often a transaction is tried in all.
    private static let tries = 4
    /// Connections for transactions, and for questions.
    private static let (writing, reading) = (4, 2)
    /// The schema is brought up to date under this advisory lock, by one node at a time.
    private static let schemaLock: Int64 = 0x506F_6368_7461_7231

    /// Two sets under way keep the server busy while one of them is being committed; more gain nothing.
    var writers: Int { 2 }

    private let writerPool: PostgresPool
    private let readerPool: PostgresPool
    private let listener: PostgresListener
    private let leases: LeaseClock

    /// Connects once, to say at the start what is wrong, and brings the schema up to date.
    init(_ source: String, leases: LeaseClock, waitingLimit: Int) throws {
        self.leases = leases
        var settings = PostgresSettings(source)
        try Self.migrate(settings)
        listener = PostgresListener(settings)
        readerPool = PostgresPool(settings, size: Self.reading, waitingLimit: waitingLimit)
        settings.plans = .byIndex
        writerPool = PostgresPool(settings, size: Self.writing, waitingLimit: waitingLimit)
    }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await attempt(on: writerPool, readOnly: false, body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await attempt(on: readerPool, readOnly: true, body)
    }

    func announce(_ news: News) {
        listener.announce(news.channel)
    }

    func news(_ news: News) -> AsyncStream<Void> {
        let heard = listener.payloads(on: news.channel)
        return AsyncStream { continuation in
            let task = Task {
                for await _ in heard { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func close() {
        listener.close()
        let pools = [writerPool, readerPool]
        for pool in pools { pool.shut() }
        Task { for pool in pools { await pool.close() } }
    }

    private func attempt<Value: Sendable>(
        on pool: PostgresPool, readOnly: Bool, _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let leases = leases
        var tries = 1
        while true {
            do {
                return try await pool.perform { wire in
                    try Self.carryOut(body, on: wire, leases: leases, readOnly: readOnly)
                }
            } catch let fault as PostgresFault {
                guard fault.isWorthAnotherTry, tries < Self.tries else { throw fault.asStoreFault }
                tries += 1
            }
        }
    }

    private static func carryOut<Value>(
        _ body: (Session) throws -> Value, on wire: PostgresWire, leases: LeaseClock, readOnly: Bool
    ) throws -> Value {
        wire.begin(readOnly: readOnly)
        do {
            let session = Session(PostgresDriver(wire, leases: leases), isReadOnly: readOnly)
            let value = try body(session)
            try session.flush()
            try wire.commit()
            return value
        } catch {
            wire.rollback()
            throw error
        }
    }

    private static func migrate(_ settings: PostgresSettings) throws {
        var settings = settings
        settings.statementTimeout = .minutes(10)
        settings.lockTimeout = .minutes(5)
        settings.patience = .minutes(11)
        let wire = try PostgresWire(settings)
        defer { wire.close() }
        try carryOut(
            { session in
                _ = try session.rows("SELECT pg_advisory_xact_lock(:lock) AS locked", ["lock": schemaLock])
                try Migration.migrate(session, in: .postgres)
                // From the first entry on the journal has a part for its day.
                let now = Instant(milliseconds: try wire.databaseTime())
                try session.prepareJournal(from: now, days: JournalDay.preparedAtStart)
            }, on: wire, leases: .database, readOnly: false)
    }
}

extension PostgresFault {
    /// Whether the whole transaction may simply be run again: it left no trace, or looks for its own trace first.
    fileprivate var isWorthAnotherTry: Bool {
        switch kind {
        // Somebody else has just written what this one was about to: it will find it.
        case .uniqueViolation: true
        default: isRetryable || isOutcomeUnknown
        }
    }

    /// What the users of the store are told.
    fileprivate var asStoreFault: any Error {
        isUnavailable ? StoreFault.unavailable(description) : StatementRefused(sentence: description)
    }
}
