import Foundation
import Synchronization

/// The PostgreSQL that all of this process has together, for whoever needs a database and not a cluster: started when
/// the first one asks, gone with the process.
package actor ProcessCluster {
    private typealias Waiter = CheckedContinuation<String, any Error>

    private static let only = ProcessCluster()
    /// What is to be removed at the process' end.
    private static let running = Mutex<PostgresCluster?>(nil)
    /// So many databases are made in one go at most: the first one need not wait for all.
    private static let atOnce = 4

    /// Durable as in production. There are many databases and nobody works in most of them: looking through them all
    /// for what to clear away would take more than the work.
    private let starting = Task {
        let cluster = try await PostgresCluster.start(settings: [
            "max_connections": "500", "shared_buffers": "32MB", "autovacuum_naptime": "1h", "max_wal_size": "4GB",
        ])
        running.withLock { $0 = cluster }
        atexit { running.withLock { $0?.remove() } }
        return cluster
    }
    private var made = 0
    private var waiting: [Waiter] = []
    private var isMaking = false

    /// The cluster itself; it is not for stopping.
    package static var cluster: PostgresCluster {
        get async throws { try await only.starting.value }
    }

    /// Makes a new database, empty and nobody else's, and says where it is reached.
    package static func database() async throws -> String {
        try await only.next()
    }

    private func next() async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(continuation)
            guard !isMaking else { return }
            isMaking = true
            Task { await make() }
        }
    }

    /// Makes databases for those who wait, and for those who come meanwhile.
    private func make() async {
        while !waiting.isEmpty {
            let served = waiting.prefix(Self.atOnce)
            waiting.removeFirst(served.count)
            let names = served.map { _ in
                made += 1
                return "test\(made)"
            }
            do {
                let cluster = try await starting.value
                try await cluster.createDatabases(names)
                for (waiter, name) in zip(served, names) { waiter.resume(returning: cluster.dsn(database: name)) }
            } catch {
                for waiter in served { waiter.resume(throwing: error) }
            }
        }
        isMaking = false
    }
}
