import Cluster
import Foundation

/// Strangers who hold every connection of a PostgreSQL that is left.
enum Crowd {
    /// Lets them in, as many as find room and some who do not give up, while the body runs.
    static func during(on cluster: PostgresCluster, _ body: () async throws -> Void) async throws {
        let dsn = "postgres://crowd@127.0.0.1:\(cluster.port)/postgres"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<14 {
                group.addTask {
                    // Sleeps on a connection of its own; whoever finds no room tries again.
                    while !Task.isCancelled {
                        _ = try? await cluster.program("psql", [dsn, "-c", "SELECT pg_sleep(3600)"])
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                }
            }
            do {
                try await body()
            } catch {
                group.cancelAll()
                try? await disperse(cluster)
                throw error
            }
            group.cancelAll()
            try await disperse(cluster)
            try await group.waitForAll()
        }
    }

    private static func disperse(_ cluster: PostgresCluster) async throws {
        try await cluster.execute(
            "ALTER ROLE crowd NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'crowd'")
    }
}
