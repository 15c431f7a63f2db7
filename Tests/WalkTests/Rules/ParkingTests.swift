import Messages
import Stand
import Storage
import Testing

@Suite("A document that comes before what it refers to")
struct ParkingTests {
    @Test(
        "it is parked, why names the chain to the one that is missing, and it goes by itself when that comes",
        arguments: StoreKind.allCases)
    func chain(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 31) { walk in
            // Given: all that a sale refers to, but for the group of one of its items.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (sale, item, group) = try Self.longChain(walk.source)
            let held = walk.source.ground(of: sale).filter { $0.needs.contains(group.serial) }
            let ground = walk.source.ground(of: sale).filter { $0 != group }
            try await walk.source.deliver(ground.map { walk.source.letter($0) })
            try await Patience.until("the ground is there") { try await books.isIdle() }
            #expect(held.contains(item))

            // When
            let letter = walk.source.letter(sale)
            let answer = try await walk.source.send(letter)
            let message = try #require(answer["message_id"]?.string)
            try await Patience.until("the sale is parked") { try await books.states(message) == [.parked] }

            // Then
            let why = try await walk.postman.run(["why", sale.code])
            let lines = why.split(separator: "\n").map(String.init)
            #expect(lines.count == 3, "\(why)")
            #expect(lines[0].contains(sale.code) && lines[0].contains("ждёт, пока в приёмнике появится: Номенклатура"))
            #expect(lines[1].contains("ждёт, пока в приёмнике появится: Номенклатура «\(group.name)"), "\(why)")
            #expect(lines[2].contains("Номенклатура «\(group.name)") && lines[2].contains("ещё не приходил"), "\(why)")
            #expect(try await walk.stand.ledger().holding(sale).isEmpty)

            // When: it comes.
            let missing = walk.source.letter(group)
            try await walk.source.deliver([missing])

            // Then
            try await walk.expectEffects(of: [letter, missing], messages: [message], books)
            #expect(try await books.states(message).last == .confirmed)
            #expect(try await books.entries(message, .woken).count == 1)
            #expect(try await walk.postman.run(["why", sale.code]).contains("доставлено, всё на месте"))
        }
    }

    /// A sale without orders and packs, one of its items, and the group of that item, which leans on nothing.
    private static func longChain(_ source: Source1C) throws -> (sale: Object103, item: Object103, group: Object103) {
        for sale in source.base.of(.sale) {
            let needs = sale.needs.map { source.base.objects[$0 - 1] }
            guard !needs.contains(where: { $0.kind == .order || $0.kind == .pack }) else { continue }
            for item in needs where item.kind == .item {
                guard let group = item.needs.map({ source.base.objects[$0 - 1] }).first(where: { $0.needs.isEmpty })
                else { continue }
                return (sale, item, group)
            }
        }
        throw Problem(.notFound, "no such sale in the base of seed \(source.base.seed)")
    }
}
