import Messages
import Storage
import Testing

@Suite("Work that two nodes share out by leases")
struct LeaseTests {
    @Test("no message is claimed by both while a lease holds, and none is left", arguments: StoreKind.allCases)
    func inbox(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        let arrivals = try await fill(nodes[0], 150)
        let claimed = try await together(nodes) { node in
            try await node.transaction { session in
                try session.claimInbox(limit: 7, at: session.leaseTime(.system), lease: .minutes(5)).map(\.message.id)
            }
        }
        #expect(claimed.count == 150)
        #expect(Set(claimed) == Set(arrivals.map(\.id)))
    }

    @Test("no dispatch is claimed by both while a lease holds, and none is left", arguments: StoreKind.allCases)
    func outbox(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        _ = try await fill(nodes[0], 150)
        let now = try await nodes[0].transaction { try $0.leaseTime(.system) }
        let claims = try await nodes[0].transaction { try $0.claimInbox(limit: 200, at: now, lease: .minutes(5)) }
        try await nodes[0].transaction { session in
            _ = try session.finishInbox(claims)
            for claim in claims {
                let dispatch = StoreFixture.dispatch(of: claim.message, at: now)
                try session.open(dispatch, fieldsHash: "h", waits: [], escalateAt: now)
            }
        }
        let claimed = try await together(nodes) { node in
            try await node.transaction { session in
                let now = try session.leaseTime(.system)
                let heads = try session.heads(target: "ut11", wishes: [.catalogs: 7], at: now)[.catalogs] ?? []
                return try session.claim(heads, at: now, lease: .minutes(5)).map(\.dispatch.messageID)
            }
        }
        #expect(claimed.count == 150)
        #expect(Set(claimed) == Set(claims.map(\.message.id)))
    }

    @Test(
        "a lease ends by the database's clock, whatever the nodes' say; then another has it for good"
    )
    func takeOver() async throws {
        // Given: one node's clock is an hour behind, the other's an hour ahead.
        let nodes = try await StoreKind.postgres.nodes()
        let clocks = [Span.hours(-1), .hours(1)].map { offset in
            WallClock(now: { Instant.current() + offset }, sleep: { _ in })
        }
        _ = try await fill(nodes[0], 1)
        let lease = Span.milliseconds(600)
        @Sendable func claim(_ number: Int) async throws -> [InboxClaim] {
            try await nodes[number].transaction { session in
                try session.claimInbox(limit: 9, at: session.leaseTime(clocks[number]), lease: lease)
            }
        }
        // When
        let begin = ContinuousClock.now
        let early = try #require(try await claim(0).first)
        let refused = try await claim(1)
        let late = try await eventually { try await claim(1).first }
        let took = ContinuousClock.now - begin
        // Then
        #expect(refused.isEmpty || took >= lease.duration)
        #expect(took >= lease.duration)
        #expect(late.message.id == early.message.id)
        #expect(try await nodes[0].transaction { try $0.finishInbox(early) } == false)
        #expect(try await nodes[1].transaction { try $0.finishInbox(late) })
    }

    @Test("a sender that wakes late does not own its dispatch any more")
    func lateSender() async throws {
        let nodes = try await StoreKind.postgres.nodes()
        let arrival = try await fill(nodes[0], 1)[0]
        let now = try await nodes[0].transaction { try $0.leaseTime(.system) }
        try await nodes[0].transaction { session in
            let claim = try session.claimInbox(limit: 1, at: now, lease: .minutes(1))[0]
            _ = try session.finishInbox(claim)
            let dispatch = StoreFixture.dispatch(of: claim.message, at: now)
            try session.open(dispatch, fieldsHash: "h", waits: [], escalateAt: now)
        }
        @Sendable func claim(_ node: Store) async throws -> OutboxClaim? {
            try await node.transaction { session in
                try session.claimOutbox(
                    target: "ut11", lane: .catalogs, limit: 9, at: session.leaseTime(.system),
                    lease: .milliseconds(200)
                ).first
            }
        }
        let early = try #require(try await claim(nodes[0]))
        let late = try await eventually { try await claim(nodes[1]) }
        #expect(early.dispatch.messageID == arrival.id && late.dispatch.id == early.dispatch.id)
        #expect(late.token == early.token + 1)
        let owned = try await nodes[0].transaction { try [$0.owns(early), $0.owns(late)] }
        #expect(owned == [false, true])
    }

    /// Tries until something is there.
    private func eventually<Value>(_ body: () async throws -> Value?) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            if let value = try await body() { return value }
            try #require(ContinuousClock.now < deadline, "it never was")
        }
    }

    /// What all nodes get hold of together, each going on until it gets nothing twice.
    private func together(
        _ nodes: [Store], _ claim: @escaping @Sendable (Store) async throws -> [String]
    ) async throws -> [String] {
        try await withThrowingTaskGroup(of: [String].self) { group in
            for node in nodes + nodes {
                group.addTask {
                    var (claimed, misses) = ([String](), 0)
                    while misses < 2 {
                        let more = try await claim(node)
                        misses = more.isEmpty ? misses + 1 : 0
                        claimed += more
                    }
                    return claimed
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func fill(_ store: Store, _ count: Int) async throws -> [Arrival] {
        let now = Instant.current() - .minutes(1)
        let arrivals = (0..<count).map { number in
            Arrival(
                id: Identifier.make(at: now),
                key: StoreFixture.key("\(10_000_000 + number)-1111-1111-1111-111111111111"),
                version: "1", changedAt: now, operation: .upsert, presentation: nil, data: "{}", lane: .catalogs,
                caller: "1c", correlationID: "c", receivedAt: now)
        }
        _ = try await store.transaction { try $0.accept(arrivals) }
        return arrivals
    }
}
