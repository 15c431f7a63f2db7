import Messages
import Testing

@testable import Storage

@Suite("Two nodes that do the same at once")
struct TogetherTests {
    private let noon = Instant(milliseconds: 1_795_780_800_000)

    @Test("one key from both has one effect, and both give the same answer", arguments: StoreKind.allCases)
    func oneKey(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        for round in 0..<25 {
            let answers = try await withThrowingTaskGroup(of: IntakeAnswer.self) { group in
                for node in nodes {
                    let request = request(round, [arrival(round, version: "1")])
                    group.addTask { try await node.transaction { try $0.takeIn([request])[0] } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let replies = answers.map { answer in
                switch answer {
                case .taken(let reply, _): reply
                case .known(let stored): stored.reply
                }
            }
            #expect(answers.count { if case .taken = $0 { true } else { false } } == 1, "round \(round)")
            #expect(replies[0] == replies[1], "round \(round)")
        }
        let entries = try await nodes[0].read { try $0.journal(limit: 1000).map(\.kind) }
        #expect(entries == Array(repeating: .accepted, count: 25))
    }

    @Test(
        "a key within its time is taken, whatever comes of the transaction that wants it", arguments: StoreKind.allCases
    )
    func takenKey(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        let (claim, noon) = (request(0, []).claim, noon)
        let (first, second) = (Reply(status: 200, body: [1]), Reply(status: 200, body: [2]))
        try await nodes[0].transaction { try $0.keep(first, for: claim, at: noon, until: noon + .hours(1)) }
        await #expect(throws: StatementRefused.self) {
            try await nodes[1].transaction { try $0.keep(second, for: claim, at: noon, until: noon + .hours(1)) }
        }
        let later = noon + .hours(1)
        #expect(try await nodes[1].read { try $0.storedReply(for: claim, at: noon)?.reply } == first)
        try await nodes[1].transaction { session in
            #expect(try session.storedReply(for: claim, at: later) == nil)
            try session.keep(second, for: claim, at: later, until: later + .hours(1))
        }
        #expect(try await nodes[0].read { try $0.storedReply(for: claim, at: later)?.reply } == second)
    }

    @Test("two versions of a new object are two, whichever comes first", arguments: StoreKind.allCases)
    func oneObject(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        for round in 0..<25 {
            let arrivals = ["A", "B"].map { arrival(round, version: $0) }
            let acceptances = try await withThrowingTaskGroup(of: Acceptance.self) { group in
                for (node, arrival) in zip(nodes, arrivals) {
                    group.addTask { try await node.transaction { try $0.accept(arrival) } }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(acceptances == Set(arrivals.map { .accepted(messageID: $0.id) }), "round \(round)")
            let (ordinals, versions) = try await nodes[1].read { session in
                (
                    try arrivals.compactMap { try session.message($0.id)?.ordinal }.sorted(),
                    try session.passport(of: arrivals[0].key)?.versions
                )
            }
            #expect(ordinals == [1, 2] && versions == 2, "round \(round)")
        }
    }

    @Test("sets of the same objects in any order stand in nobody's way", arguments: StoreKind.allCases)
    func sets(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        for round in 0..<15 {
            let sets = ["A", "B"].map { version in (0..<20).map { arrival($0, version: "\(version)\(round)") } }
            let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
                for (node, arrivals) in zip(nodes, sets) {
                    let shuffled = arrivals.shuffled()
                    group.addTask {
                        try await node.transaction { session in
                            try session.accept(shuffled).count { if case .accepted = $0 { true } else { false } }
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(accepted == 40, "round \(round)")
        }
        let versions = try await nodes[0].read { session in
            try (0..<20).map { try session.passport(of: key($0))?.versions }
        }
        #expect(versions == Array(repeating: 30, count: 20))
    }

    private func key(_ number: Int) -> ObjectKey {
        StoreFixture.key("\(10_000_000 + number)-1111-1111-1111-111111111111")
    }

    private func arrival(_ number: Int, version: String) -> Arrival {
        Arrival(
            id: Identifier.make(at: noon), key: key(number), version: version, changedAt: noon, operation: .upsert,
            presentation: "Чайник", data: "{}", lane: .catalogs, caller: "1c", correlationID: "c", receivedAt: noon)
    }

    private func request(_ number: Int, _ arrivals: [Arrival]) -> IntakeRequest {
        IntakeRequest(
            claim: IdempotencyClaim(
                caller: "1c", method: "POST", route: "/api/v1/messages", key: "k\(number)", fingerprint: "f",
                correlationID: "c"),
            arrivals: arrivals, at: noon, expiry: noon + .hours(72)
        ) { Reply(status: 202, json: .array($0.map { .string($0.messageID) })) }
    }
}
