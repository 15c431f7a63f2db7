import GRDB
import Messages

/// Group commit: whatever gathered while the last transaction was committing shares the next one.
///
/// There is no timer: alone, a write commits at once; under load the groups grow by themselves. Each member has a
/// savepoint of its own, so that a bad neighbour fails alone.
actor CommitGroup {
    /// At most so many writes share one transaction: more only makes each of them wait longer.
    static let largest = 200

    private struct Write: Sendable {
        /// Does the work inside the transaction; the returned closure hands its result over once that is durable.
        /// Throws only when the whole transaction is lost: the disk is full, the file cannot be written.
        let work: @Sendable (SQLiteDriver) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let database: any DatabaseWriter
    private let statements: SQLiteStatements
    private let limit: Int
    private var waiting: [Write] = []
    private var isDraining = false

    init(_ database: any DatabaseWriter, _ statements: SQLiteStatements, limit: Int) {
        self.database = database
        self.statements = statements
        self.limit = limit
    }

    /// Runs the closure in the next transaction; returns once that is committed.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        guard waiting.count < limit else { throw StoreFault.overloaded(waiting: waiting.count) }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Self.write(body, continuation))
            guard !isDraining else { return }
            isDraining = true
            Task { await drain() }
        }
    }

    private static func write<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value, _ continuation: CheckedContinuation<Value, any Error>
    ) -> Write {
        Write(
            work: { driver in
                do {
                    let value = try driver.savepoint {
                        let session = Session(driver)
                        let value = try body(session)
                        try session.flush()
                        return value
                    }
                    return { continuation.resume(returning: value) }
                } catch  where !Self.endsTransaction(error) {
                    let error = Self.translated(error)
                    return { continuation.resume(throwing: error) }
                }
            },
            fail: { continuation.resume(throwing: $0) })
    }

    private func drain() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.largest))
            waiting.removeFirst(group.count)
            do {
                let statements = statements
                let handOvers = try await database.write { database in
                    let driver = SQLiteDriver(database, statements)
                    return try group.map { try $0.work(driver) }
                }
                for handOver in handOvers { handOver() }
            } catch {
                let error = Self.translated(error)
                for write in group { write.fail(error) }
            }
        }
        isDraining = false
    }

    /// Whether SQLite may have undone the whole transaction, and not the statement alone.
    private static func endsTransaction(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        switch error.resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_ERROR: return false
        default: return true
        }
    }

    /// Errors of the database become faults of the store; others are the closure's own and stay as they are.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        guard endsTransaction(error) else { return StatementRefused(sentence: error.description) }
        return StoreFault.unavailable(error.description)
    }
}
