import Cluster

@testable import Storage

/// A database of one's own in the cluster that the tests of this process share.
struct PostgresFixture {
    let cluster: PostgresCluster
    let settings: PostgresSettings

    init() async throws {
        cluster = try await ProcessCluster.cluster
        settings = PostgresSettings(try await ProcessCluster.database())
    }

    /// Another connection to the database.
    func wire(_ change: (inout PostgresSettings) -> Void = { _ in }) throws -> PostgresWire {
        var settings = settings
        change(&settings)
        return try PostgresWire(settings)
    }
}
