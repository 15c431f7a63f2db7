import Cluster
import Foundation
import Messages
import Stand
import Testing

@Suite(
    "Whatever becomes of PostgreSQL: no acknowledged message is lost, answers are clear, it heals by itself",
    .serialized)
struct StoreFaultTests {
    @Test("PostgreSQL is restarted, gently and as by a power failure")
    func restarted() async throws {
        let cluster = try await PostgresCluster.start()
        try await Self.siege(of: cluster, seed: 41) { siege, _ in
            try await siege.more(20)
            try await cluster.restart()
            try await siege.more(20)
            await cluster.kill()
            try await Task.sleep(for: .seconds(1))
            try await cluster.restart()
            try await siege.more(20)
        }
        await cluster.stop()
    }

    @Test("its backends are killed again and again")
    func backendsKilled() async throws {
        let cluster = try await PostgresCluster.start()
        try await Self.siege(of: cluster, seed: 42) { siege, _ in
            for _ in 0..<8 {
                try await siege.more(5)
                try await cluster.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pochtar'")
            }
            try await siege.more(20)
        }
        await cluster.stop()
    }

    @Test("it takes no writes for a while")
    func readOnly() async throws {
        let cluster = try await PostgresCluster.start()
        let outcome = try await Self.siege(of: cluster, seed: 43) { siege, colony in
            try await siege.more(20)
            try await cluster.execute(
                "ALTER SYSTEM SET default_transaction_read_only = on; SELECT pg_reload_conf()")
            try await Self.untilRefused(colony)
            try await cluster.execute(
                "SET default_transaction_read_only = off; ALTER SYSTEM RESET default_transaction_read_only; "
                    + "SELECT pg_reload_conf()")
            try await siege.more(20)
        }
        #expect(outcome.statuses[503, default: 0] > 0)
        await cluster.stop()
    }

    @Test("others take all its connections")
    func connectionsExhausted() async throws {
        let cluster = try await PostgresCluster.start(settings: [
            "max_connections": "14", "superuser_reserved_connections": "2",
        ])
        try await cluster.execute(
            "CREATE ROLE pochtar LOGIN; CREATE DATABASE own OWNER pochtar; CREATE ROLE crowd LOGIN")
        let dsn = "postgres://pochtar@127.0.0.1:\(cluster.port)/own"
        let outcome = try await Self.siege(of: cluster, on: dsn, seed: 44) { siege, colony in
            try await siege.more(20)
            try await Crowd.during(on: cluster) {
                // Thrown out, it finds every place taken when it may come in again.
                try await cluster.execute(
                    "ALTER ROLE pochtar CONNECTION LIMIT 0; "
                        + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pochtar'")
                try await Patience.until("strangers have every connection") {
                    try await cluster.query(
                        "SELECT count(*) >= 12 FROM pg_stat_activity WHERE usename = 'crowd'") == [["t"]]
                }
                try await cluster.execute("ALTER ROLE pochtar CONNECTION LIMIT -1")
                try await Self.untilRefused(colony)
            }
            try await siege.more(20)
        }
        #expect(outcome.statuses[503, default: 0] > 0)
        await cluster.stop()
    }

    @Test("its disk is full")
    func diskFull() async throws {
        guard let disk = try SmallDisk(megabytes: 160) else { return }
        defer { disk.remove() }
        let cluster = try await PostgresCluster.start(
            settings: ["max_wal_size": "64MB", "min_wal_size": "64MB"], folder: disk.folder.appending(path: "data"))
        let outcome = try await Self.siege(of: cluster, seed: 45) { siege, colony in
            try await siege.more(20)
            try disk.fill()
            try await Self.untilRefused(colony)
            try disk.free()
            // When the log itself had no room left, PostgreSQL has ended, and its keeper starts it again.
            if await cluster.processID == nil { try await cluster.restart() }
            try await siege.more(20)
        }
        #expect(outcome.statuses[503, default: 0] > 0)
        await cluster.stop()
    }

    @Test("the primary is killed and its synchronous standby promoted, under load: every 202 is there")
    func promoted() async throws {
        let primary = try await PostgresCluster.start()
        let standby = try await primary.standby(synchronous: true)
        let dsn = "postgres://postgres@127.0.0.1:\(primary.port),127.0.0.1:\(standby.port)/postgres"
        let outcome = try await Self.siege(of: standby, on: dsn, seed: 46) { siege, _ in
            try await siege.more(30)
            await primary.kill()
            try await standby.promote()
            try await siege.more(30)
        }
        print("the longest time without an accept, promotion included: \(outcome.longestSilence)")
        await standby.stop()
    }

    /// A node over the cluster is sent messages without rest while the body runs; then everything that was acknowledged
    /// is there, in УТ 11 too, and each key is answered as it was.
    @discardableResult
    private static func siege(
        of cluster: PostgresCluster, on dsn: String? = nil, seed: UInt32,
        _ body: (Siege, Colony) async throws -> Void
    ) async throws -> Siege.Outcome {
        var outcome = Siege.Outcome()
        try await Colony.live(on: dsn ?? cluster.dsn, nodes: 1, seed: seed) { colony in
            try await colony.nodes[0].start()
            outcome = try await Siege(colony).during { try await body($0, colony) }
            #expect(outcome.unclear == [])
            #expect(outcome.acknowledged.count > 40)
            let latest = Dictionary(outcome.letters.map { ($0.object.key, $0) }) {
                $0.changedAt > $1.changedAt ? $0 : $1
            }
            try await colony.stand.expectEffects(
                of: Array(latest.values), messages: outcome.messages, colony.books)
            for (letter, answer) in outcome.acknowledged {
                let again = try await colony.source.send(letter, key: letter.witness.text)
                #expect(again.body == answer.body)
            }
        }
        return outcome
    }

    /// Waits until a message is answered with 503, and no sooner than it must be.
    private static func untilRefused(_ colony: Colony) async throws {
        let letter = colony.source.letter(colony.source.base.of(.warehouse)[0])
        try await Patience.until("a message is refused for now") {
            try await colony.source.send(letter, key: UUID().uuidString).status == 503
        }
    }
}
