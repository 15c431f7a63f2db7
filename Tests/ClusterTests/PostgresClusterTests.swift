import Cluster
import Foundation
import Testing

@Suite("A PostgreSQL of one's own", .timeLimit(.minutes(3)))
struct PostgresClusterTests {
    @Test("it answers in UTF-8 and locale C, durable, with the settings that were asked for")
    func starts() async throws {
        let cluster = try await PostgresCluster.start(settings: ["work_mem": "7MB"])

        let facts = try await cluster.query(
            """
            SELECT current_setting('server_encoding'), current_setting('lc_collate'), current_setting('fsync'),
                   current_setting('work_mem'), 'Грузовик'
            """)

        #expect(facts == [["UTF8", "C", "on", "7MB", "Грузовик"]])
        #expect(cluster.dsn == "postgres://postgres@127.0.0.1:\(cluster.port)/postgres")
        await cluster.stop()
        #expect(await cluster.processID == nil)
    }

    @Test("a statement that fails says why, and those before it stand")
    func fails() async throws {
        let cluster = try await PostgresCluster.start()

        await #expect { try await cluster.execute("SET ROLE postgres; SELECT 1 / 0") } throws: {
            "\($0)".contains("division by zero")
        }
    }

    @Test("a database can be had as a copy of another")
    func templates() async throws {
        let cluster = try await PostgresCluster.start()
        try await cluster.createDatabase("first")
        try await cluster.execute("SELECT 7 AS number INTO kept", database: "first")

        try await cluster.createDatabase("second", from: "first")

        #expect(try await cluster.query("TABLE kept", database: "second") == [["7"]])
    }

    @Test("killed with its backends, it comes back on the same port with what was committed")
    func killed() async throws {
        let cluster = try await PostgresCluster.start()
        try await cluster.execute("SELECT 7 AS number INTO kept")
        let first = try #require(await cluster.processID)

        await cluster.kill()
        #expect(await cluster.processID == nil)
        await #expect(throws: ClusterFault.self) { try await cluster.query("TABLE kept") }
        try await cluster.restart()

        #expect(try await cluster.query("TABLE kept") == [["7"]])
        #expect(await cluster.processID != first)
    }

    @Test("a promoted synchronous standby has every commit, though the primary was killed")
    func standby() async throws {
        let primary = try await PostgresCluster.start()
        let standby = try await primary.standby(synchronous: true)
        #expect(try await standby.query("SELECT pg_is_in_recovery()") == [["t"]])
        try await primary.execute("SELECT 7 AS number INTO kept")

        await primary.kill()
        try await standby.promote()

        #expect(try await standby.query("TABLE kept") == [["7"]])
        #expect(try await standby.query("SELECT pg_is_in_recovery()") == [["f"]])
    }

    @Test("the time on a core counts backends that have gone")
    func usage() async throws {
        let cluster = try await PostgresCluster.start()
        let before = await cluster.cpuSeconds

        _ = try await cluster.query("SELECT sum(sqrt(n)) FROM generate_series(1, 2000000) AS n")

        let used = await cluster.cpuSeconds - before
        #expect(used > 0.05)
    }

    @Test("nothing is left of it when nobody holds it any more")
    func ends() async throws {
        let wished = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: wished, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: wished) }
        var cluster: PostgresCluster? = try await PostgresCluster.start(folder: wished)
        let process = try #require(await cluster?.processID)
        let folders = try #require(cluster.map { [$0.dataFolder, $0.socketFolder] })
        #expect(folders.allSatisfy { FileManager.default.fileExists(atPath: $0.path) })

        cluster = nil

        #expect(kill(process, 0) == -1)
        #expect(folders.allSatisfy { !FileManager.default.fileExists(atPath: $0.path) })
    }

    @Test("what a killed owner left is cleared by the next one, and nobody else's")
    func clears() async throws {
        let temporary = FileManager.default.temporaryDirectory
        let left = temporary.appending(path: "pochtar-pg-999999999-1-1/data")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
        let first = try await PostgresCluster.start()

        let second = try await PostgresCluster.start()

        #expect(!FileManager.default.fileExists(atPath: left.deletingLastPathComponent().path))
        #expect(try await first.query("SELECT 1") == [["1"]])
        #expect(try await second.query("SELECT 1") == [["1"]])
    }
}
