import Messages
import Storage
import Testing

@Suite("Two nodes that end the last waits of one dispatch")
struct WaitEndingTests {
    @Test("exactly one of them sets the message free, every time", arguments: StoreKind.allCases)
    func lastTwo(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes(leases: .caller)
        let fixture = StoreFixture(nodes[0])
        for round in 0..<40 {
            let awaited = ["a", "b"].map { letter in
                Reference(
                    targetType: "Справочник.Номенклатура",
                    source: StoreFixture.key("\(letter)\(1_000_000 + round)-0000-0000-0000-000000000001"))
            }
            let arrival = fixture.arrival("\(10_000_000 + round)-1111-1111-1111-111111111111", version: "1")
            let message = try await fixture.opened(arrival, waits: awaited)
            let noon = fixture.noon

            let freed = try await withThrowingTaskGroup(of: [String].self) { group in
                for (node, reference) in zip(nodes, awaited) {
                    group.addTask {
                        try await node.transaction { session in
                            let freed = try session.endWaits(for: reference, target: "ut11")
                            for (id, lane) in freed {
                                guard let message = try session.message(id) else { continue }
                                _ = try session.remap(message, lane: lane, at: noon)
                            }
                            return freed.map(\.messageID)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }

            #expect(freed == [message.id], "round \(round)")
            #expect(try await nodes[0].read { try $0.isInInbox(message.id) }, "round \(round)")
        }
    }
}
