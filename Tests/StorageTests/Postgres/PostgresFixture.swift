import Cluster

@testable import Storage

/// A database of one's own in a cluster that the tests of this process share, gone with the process.
struct PostgresFixture {
    let cluster: PostgresCluster
    let settings: PostgresSettings

    /// Making a database writes much; nobody pulls the plug here.
    private static let shared = Task { try await PostgresCluster.start(settings: ["fsync": "off"]) }
    private static let databases = Numbers()

    init() async throws {
        cluster = try await Self.shared.value
        let name = "test\(await Self.databases.next())"
        try await cluster.createDatabase(name)
        settings = PostgresSettings(cluster.dsn(database: name))
    }

    /// Another connection to the database.
    func wire(_ change: (inout PostgresSettings) -> Void = { _ in }) throws -> PostgresWire {
        var settings = settings
        change(&settings)
        return try PostgresWire(settings)
    }

    private actor Numbers {
        private var last = 0

        func next() -> Int {
            last += 1
            return last
        }
    }
}
