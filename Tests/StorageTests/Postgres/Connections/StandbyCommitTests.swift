import Cluster
import Messages
import Testing

@testable import Storage

@Suite("A COMMIT that waits for a standby")
struct StandbyCommitTests {
    @Test("is never reported as done: neither when the wait is cancelled, nor when the patience is over")
    func waiting() async throws {
        // Given
        let cluster = try await PostgresCluster.start(settings: ["synchronous_standby_names": "nobody"])
        var settings = PostgresSettings(cluster.dsn)
        let other = try PostgresWire(settings)
        try other.run("SET synchronous_commit = local")
        try other.script("CREATE TABLE things (id bigint)")
        settings.patience = .seconds(3)
        let connection = PostgresConnection(settings)
        // When
        async let cancelled = outcome(on: connection)
        try await other.wait(until: "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')")
        try other.run("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        let first = await cancelled
        let second = await outcome(on: connection)
        // Then
        #expect(first?.kind == .connectionLost(during: .commit))
        #expect(first?.message.contains("synchronous replication") == true)
        #expect(second?.kind == .connectionLost(during: .commit))
        #expect(second?.message.contains("no answer within 3.0 s") == true)
        await cluster.stop(.immediate)
    }

    private func outcome(on connection: PostgresConnection) async -> PostgresFault? {
        do {
            try await connection.perform { wire in
                try wire.transaction { try $0.post("INSERT INTO things VALUES (1)") }
            }
            return nil
        } catch {
            return error as? PostgresFault
        }
    }
}
