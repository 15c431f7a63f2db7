import Foundation
import GRDB
import Messages
import Synchronization

/// Everything durable. What changes together changes inside one `transaction`, whose closure is synchronous, so that
/// the compiler refuses to wait for anything in it.
package final class Store: Sendable {
    private let database: any DatabaseWriter
    private let commits: CommitGroup
    private let isClosed = Mutex(false)

    /// Opens the store, creates it when it is missing, and brings its schema up to date.
    ///
    /// - Parameter waitingLimit: how many writes may wait before further ones are answered with `overloaded`.
    package init(_ location: StoreLocation, waitingLimit: Int = 10_000) throws {
        database = try Self.open(location)
        commits = CommitGroup(database, limit: waitingLimit)
        try database.write { try Migration.migrate(Session($0)) }
    }

    /// Runs the closure in a transaction and returns once it is durable. It may share its commit with others; when it
    /// throws, only its own changes are undone. It must have no effect outside the session, for it may run again.
    package func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try checkOpen()
        return try await commits.perform(body)
    }

    /// Runs the closure on a consistent view that other writers do not disturb. It must not write.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try checkOpen()
        do {
            return try await database.read { try body(Session($0)) }
        } catch {
            throw CommitGroup.translated(error)
        }
    }

    /// Closes the files; pending writes have been answered before. Whoever asks from then on is told that the store is
    /// not available.
    package func close() throws {
        isClosed.withLock { $0 = true }
        try database.close()
    }

    /// SQLite does not survive the use of a closed connection.
    private func checkOpen() throws {
        guard !isClosed.withLock({ $0 }) else { throw StoreFault.unavailable("the store is closed") }
    }

    private static func open(_ location: StoreLocation) throws -> any DatabaseWriter {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        switch location {
        case .memory:
            return try DatabaseQueue(configuration: configuration)
        case .file(let url):
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            let pool = try DatabasePool(path: url.path, configuration: configuration)
            // GRDB sets NORMAL with WAL, which may lose the last commits at power loss: a 202 must survive that.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
    }
}
