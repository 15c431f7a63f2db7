import Cluster
import Foundation

/// PostgreSQL's own load generator: what the database gives a client that does nothing else.
struct Pgbench {
    /// How long it works.
    enum Length {
        case seconds(Int)
        /// So many runs of the script, all clients together; about, when they do not share them evenly.
        case runs(Int)
    }

    let cluster: PostgresCluster
    /// A database's name, or what libpq understands.
    let database: String
    let length: Length
    var values: [String: String] = [:]

    /// The most runs of a script a second that any number of clients makes.
    ///
    /// - Parameter prepare: makes each of them begin with the same tables.
    func best(_ script: Attachment, clients: [Int], prepare: () async throws -> Void) async throws -> Double {
        var best = 0.0
        for count in clients {
            try await prepare()
            best = max(best, try await rate(script, clients: count))
        }
        return best
    }

    private func rate(_ script: Attachment, clients: Int) async throws -> Double {
        let limit =
            switch length {
            case .seconds(let seconds): "--time=\(seconds)"
            case .runs(let runs): "--transactions=\(max(1, runs / clients))"
            }
        let text = try await cluster.program(
            "pgbench",
            [
                "--no-vacuum", "--protocol=prepared", "--client=\(clients)", "--jobs=1", limit,
                "--file=\(script.url.path)",
            ] + values.map { "--define=\($0.key)=\($0.value)" } + [database])
        let line = text.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        guard let rate = line?.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) }) else {
            throw BenchFault("cannot read what pgbench says: \(text)")
        }
        return rate
    }
}
