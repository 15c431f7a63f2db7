import Cluster
import Foundation
import Messages
import Stand
import Synchronization
import Testing

@Suite("Two nodes over one PostgreSQL: each effect once, in order, whatever becomes of a node", .serialized)
struct TwoNodesTests {
    @Test("a node that is killed in the middle of a send is taken over", arguments: [1, 2, 5].map { Boundary.all[$0] })
    func killedWhileSending(_ boundary: Boundary) async throws {
        try await Colony.live(on: ProcessCluster.database(), seed: 31) { colony in
            // Given: the first node has a request of a sale under way, a newer version waits behind it.
            let (sale, letters) = try await Self.saleUnderWay(colony, boundary.fault)
            let first = try await colony.source.send(letters[0], key: "sale-1")
            try await colony.stand.untilHeld()
            try await colony.nodes[1].start()
            let second = try await colony.send(letters[1], key: "sale-2", to: 1)
            let messages = try [first, second].map { try #require($0["message_id"]?.string) }

            // When
            try await colony.nodes[0].kill()
            try await colony.stand.heal()
            try await colony.stand.release(dropping: true)

            // Then: the second node does it all when the lease has ended.
            try await colony.stand.expectEffects(of: [letters[1]], messages: messages, colony.books)
            #expect(try await colony.stand.ledger().holding(sale).map(\.isPosted) == [true])
            #expect(try await colony.send(letters[0], key: "sale-1", to: 1).differences(from: first) == [])
        }
    }

    @Test("a node that sleeps past its lease and wakes late cannot complete what was taken over")
    func frozen() async throws {
        try await Colony.live(on: ProcessCluster.database(), seed: 32) { colony in
            // Given: УТ 11 has carried the first version out, and the node that is to hear so is asleep.
            let (sale, letters) = try await Self.saleUnderWay(colony, Boundary.all[5].fault)
            let first = try await colony.source.send(letters[0], key: "sale-1")
            try await colony.stand.untilHeld()
            await colony.nodes[0].freeze()
            try await colony.stand.heal()
            try await colony.stand.release(dropping: false)

            // When: another node takes it over, and a newer version as well; then the sleeper wakes.
            try await colony.nodes[1].start()
            let second = try await colony.send(letters[1], key: "sale-2", to: 1)
            let messages = try [first, second].map { try #require($0["message_id"]?.string) }
            try await Patience.until("the newer version is confirmed") {
                try await colony.books.states(messages[1]) == [.confirmed]
            }
            let before = try await colony.books.entries(sale.key)
            await colony.nodes[0].thaw()
            try await Patience.until("the sleeper answers again") {
                try await colony.nodes[0].caller.get("/health/ready").status == 200
            }

            // Then: it goes on working, and what it had half done is not its own any more.
            let others = colony.source.base.of(.warehouse).map { colony.source.letter($0, version: 2) }
            let later = try await Self.deliver(others, to: colony)
            try await colony.stand.expectEffects(of: [letters[1]] + others, messages: messages + later, colony.books)
            let after = try await colony.books.entries(sale.key)
            #expect(after.filter { $0.kind == .confirmed } == before.filter { $0.kind == .confirmed })
            #expect(try await colony.send(letters[0], key: "sale-1", to: 0).differences(from: first) == [])
        }
    }

    @Test("both nodes are killed and put to sleep in turn while messages come in by both")
    func turbulent() async throws {
        let seed = UInt32.random(in: 1..<UInt32.max)
        var dice = Dice(seed: UInt64(seed))
        try await Colony.live(on: ProcessCluster.database(), seed: seed) { colony in
            for node in colony.nodes { try await node.start() }
            let items = colony.source.base.of(.itemGroup) + colony.source.base.of(.item)
            var letters: [FeedMessage] = []
            var messages: [String] = []
            var slept = false
            for round in 0..<6 {
                let versions = items.map { colony.source.letter($0, version: round + 1) }
                letters = versions
                let victim = Int.random(in: 0..<2, using: &dice)
                let sleeps = Bool.random(using: &dice)
                slept = slept || sleeps
                let answers = try await Self.sending(versions, round, to: colony) {
                    if sleeps {
                        await colony.nodes[victim].freeze()
                        // Longer than the leases of the hurried policy.
                        try await Task.sleep(for: .seconds(8))
                        await colony.nodes[victim].thaw()
                    } else {
                        try await colony.nodes[victim].kill()
                        try await colony.nodes[victim].start()
                    }
                }
                messages += answers.compactMap { $0["message_id"]?.string }
                #expect(answers.count == versions.count, "seed \(seed)")
            }
            try await colony.stand.expectEffects(
                of: letters, messages: messages, colony.books, "seed \(seed)", afterSleep: slept)
        }
    }

    /// Has the first node running and everything delivered that a sale leans on; the fault is in force.
    private static func saleUnderWay(
        _ colony: Colony, _ fault: JSON
    ) async throws -> (sale: Object103, letters: [FeedMessage]) {
        try await colony.nodes[0].start()
        let sale = try colony.source.shortPostedSale()
        try await colony.source.deliver(colony.source.ground(of: sale).map { colony.source.letter($0) })
        try await Patience.until("the ground is there") { try await colony.books.isIdle() }
        try await colony.stand.fail(fault)
        return (sale, [1, 2].map { colony.source.letter(sale, version: $0) })
    }

    /// Hands letters in by the first node; returns the messages.
    private static func deliver(_ letters: [FeedMessage], to colony: Colony) async throws -> [String] {
        var messages: [String] = []
        for letter in letters {
            let answer = try await colony.source.insist(letter, key: letter.witness.text)
            messages.append(try #require(answer["message_id"]?.string))
        }
        return messages
    }

    /// Sends every letter by one of the nodes, to the other one when it gets no answer, while the body runs.
    private static func sending(
        _ letters: [FeedMessage], _ round: Int, to colony: Colony, _ body: () async throws -> Void
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for (number, letter) in letters.enumerated() {
                group.addTask {
                    let attempts = Mutex(number)
                    return try await Patience.until("\(letter.witness.text) is acknowledged") {
                        let node = attempts.withLock { attempts in
                            attempts += 1
                            return attempts % 2
                        }
                        let answer = try await colony.send(letter, key: "\(round)-\(letter.witness.text)", to: node)
                        return answer.status == 202 ? answer : nil
                    }
                }
            }
            try await body()
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
