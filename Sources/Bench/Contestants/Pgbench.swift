import Cluster
import Foundation

/// PostgreSQL's own load generator, on tables of its own: what the database gives a client that does nothing else.
struct Pgbench {
    let cluster: PostgresCluster
    let database: String
    let body: SaleBody
    let seconds: Int

    /// Rows a second with the best number of clients; each begins with empty tables after a checkpoint.
    ///
    /// - Parameter rows: how many rows a run of the script makes.
    func best(_ script: Attachment, clients: [Int], rows: Int) async throws -> Double {
        var best = 0.0
        for count in clients {
            try await cluster.execute(try Attachment.schema.text, database: database)
            try await cluster.execute("CHECKPOINT")
            best = max(best, try await rate(script, clients: count) * Double(rows))
        }
        return best
    }

    /// Runs of a script a second.
    func rate(_ script: Attachment, clients: Int) async throws -> Double {
        let text = try await cluster.program(
            "pgbench",
            [
                "--no-vacuum", "--protocol=prepared", "--client=\(clients)", "--jobs=1", "--time=\(seconds)",
                "--file=\(script.url.path)", "--define=body=\(body.message(id: SaleBody.id(series: 0, 0)))", database,
            ])
        let line = text.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        guard let rate = line?.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) }) else {
            throw BenchFault("cannot read what pgbench says: \(text)")
        }
        return rate
    }
}
