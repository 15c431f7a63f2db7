import Messages
import Stand
import Testing

@Suite("An outage of УТ 11", .serialized)
struct OutageTests {
    @Test(
        "a thousand objects wait 40 minutes; all are confirmed within 2 minutes of its return, in order, none twice",
        arguments: [Fault.down, Fault(.html200)], StoreKind.allCases)
    func fortyMinutes(fault: Fault, kind: StoreKind) async throws {
        try await Town.live(kind) { town in
            // Given: УТ 11 is away, and 1,000 objects come in, among them later versions of some.
            town.stand.faults.replace([fault])
            let source = Source103(seed: 40, count: 3200)
            let furniture = town.stand.base.objects.count
            let items = source.of(.warehouse, .itemGroup, .item, .service).prefix(900)
            try await town.accept(items.map { town.message($0, version: 1, of: source) })
            _ = try await town.pass(upTo: .minutes(20), by: .seconds(10)) { false }
            try await town.accept(items.prefix(100).map { town.message($0, version: 2, of: source) })
            _ = try await town.pass(upTo: .minutes(20), by: .seconds(10)) { false }
            #expect(town.stand.base.objects.count == furniture)

            // When: it is back, and answers within 50 ms.
            town.stand.faults.replace([Fault(.delay, delay: .milliseconds(50))])
            let took = try await town.pass(upTo: .minutes(10)) { try await town.isIdle() }

            // Then
            let span = try #require(took, "not everything was delivered within 10 minutes")
            #expect(span <= .minutes(2))
            #expect(town.stand.ledger.lost.isEmpty)
            #expect(town.stand.ledger.twice.isEmpty)
            #expect(town.stand.ledger.outOfOrder.isEmpty)
            #expect(town.stand.base.objects.count == furniture + items.count)
        }
    }
}
