import Foundation
import GRDB
import Synchronization

/// The embedded store: one SQLite file, one process.
final class SQLiteEngine: Engine {
    private let database: any DatabaseWriter
    private let commits: CommitGroup
    private let statements = SQLiteStatements()
    private let isClosed = Mutex(false)

    /// SQLite has one writer, which groups by itself.
    var writers: Int { 1 }

    init(_ file: URL?, waitingLimit: Int) throws {
        database = try Self.open(file)
        commits = CommitGroup(database, statements, limit: waitingLimit)
        let statements = statements
        try database.write { try Migration.migrate(Session(SQLiteDriver($0, statements)), in: .sqlite) }
    }

    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try checkOpen()
        return try await commits.perform(body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try checkOpen()
        let statements = statements
        do {
            return try await database.read { try body(Session(SQLiteDriver($0, statements), isReadOnly: true)) }
        } catch {
            throw CommitGroup.translated(error)
        }
    }

    /// There is no other node.
    func announce(_ news: News) {}

    func news(_ news: News) -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    func close() throws {
        isClosed.withLock { $0 = true }
        try database.close()
    }

    /// SQLite does not survive the use of a closed connection.
    private func checkOpen() throws {
        guard !isClosed.withLock({ $0 }) else { throw StoreFault.unavailable("the store is closed") }
    }

    private static func open(_ file: URL?) throws -> any DatabaseWriter {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        guard let file else { return try DatabaseQueue(configuration: configuration) }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let pool = try DatabasePool(path: file.path, configuration: configuration)
        // GRDB sets NORMAL with WAL, which may lose the last commits at power loss: a 202 must survive that.
        // A checkpoint holds the writer up: with room for more pages it comes less often and writes each of them once.
        try pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
        }
        return pool
    }
}
