import Cluster
import Foundation

/// What a run is given: where the product and its tree are, and how long everything may take.
struct Setting: Sendable {
    let product: URL
    let tree: URL
    let folder: URL
    let body: SaleBody
    let rounds: Int
    let seconds: Int
    let accepts: Int
    let journalRows: Int
    /// How many messages wait while claims are measured.
    let depth: Int
    /// How many messages come in in a round under a held snapshot; half as many go out.
    let incoming: Int
    /// How many stored decisions a backtest judges again.
    let backtest: Int

    /// A cluster with the settings that production is advised to have.
    func cluster() async throws -> PostgresCluster {
        try await PostgresCluster.start(settings: [
            "shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "15min",
            "default_toast_compression": "lz4", "max_connections": "200",
        ])
    }

    func wrk(_ server: ProductServer) -> Wrk {
        Wrk(port: server.port, body: body, folder: folder)
    }

    /// Gives servers something to do before they are measured.
    func warm(_ servers: ProductServer...) throws {
        for server in servers { _ = try wrk(server).accept(seconds: 1) }
    }

    func team(_ server: ProductServer) -> CallerTeam {
        CallerTeam(port: server.port, body: body)
    }
}
