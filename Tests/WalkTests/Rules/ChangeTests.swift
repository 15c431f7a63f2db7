import Messages
import Stand
import Storage
import Testing

@Suite("What happens to objects in life", .serialized)
struct ChangeTests {
    @Test(
        "a deletion marks in УТ 11, a document is unposted before; an older version changes nothing",
        arguments: StoreKind.allCases)
    func deletion(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 41) { walk in
            // Given: a posted sale in УТ 11, and a version of it that was changed before it but comes late.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let sale = try walk.source.shortPostedSale()
            let late = walk.source.letter(sale, version: 1)
            let letter = walk.source.letter(sale, version: 2)
            try await walk.source.deliver(walk.source.ground(of: sale).map { walk.source.letter($0) } + [letter])
            try await Patience.until("УТ 11 shows it") { try await walk.stand.ledger().shows(letter) }
            try await Patience.until("nothing is on its way") { try await books.isIdle() }
            let effects = try await walk.stand.ledger().effectCount

            // When
            let stale = try await walk.source.send(late)

            // Then
            let kept = try #require(stale["message_id"]?.string)
            #expect(try await books.entries(kept, .stale).count == 1)
            #expect(try await books.isIdle())
            #expect(try await walk.stand.ledger().effectCount == effects)

            // When
            let removal = walk.source.letter(sale, version: 3, operation: .delete)
            let removed = try await walk.source.send(removal)

            // Then
            let message = try #require(removed["message_id"]?.string)
            try await Patience.until("it is marked") { try await books.states(message) == [.confirmed] }
            let ledger = try await walk.stand.ledger()
            let holding = try #require(ledger.holding(sale).first)
            #expect(holding.isMarked && !holding.isPosted)
            #expect(holding.effects.suffix(2) == ["unposted", "marked"])
            #expect(holding.witnesses == [letter.witness])
            #expect(ledger.complaints.isEmpty)
        }
    }

    @Test(
        "a login page with 200 is taken for an outage, and all goes on by itself when it is gone",
        arguments: StoreKind.allCases)
    func loginPage(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 42) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letters = walk.source.base.of(.warehouse, .itemGroup).map { walk.source.letter($0) }
            try await walk.stand.fail(["kind": "html200"])

            // When
            var messages: [String] = []
            for letter in letters {
                messages.append(try #require(try await walk.source.send(letter)["message_id"]?.string))
            }
            try await Patience.until("the outage is known") {
                try await books.store.read { try $0.openOutage(target: "ut11") } != nil
            }

            // Then: nothing is refused, nothing is dead; why says what is the matter.
            let why = try await walk.postman.run(["why", letters[0].object.id])
            #expect(why.contains("ut11") && why.contains("страниц"), "\(why)")
            #expect(try await books.store.read { try $0.deadLetterCount(DeadLetterFilter()) } == 0)
            #expect(try await walk.stand.ledger().effectCount == 0)

            // When
            try await walk.stand.heal()

            // Then
            try await walk.expectEffects(of: letters, messages: messages, books)
            #expect(try await books.store.read { try $0.openOutage(target: "ut11") } == nil)
        }
    }

    @Test(
        "a string that УТ 11 cuts is a visible refusal; with the mapping mended, a redrive delivers it",
        arguments: StoreKind.allCases)
    func cutString(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 43) { walk in
            // Given: we believe that a name may be longer than УТ 11 keeps it.
            try walk.tree.edit(Self.contract, Self.trueLength, by: Self.believedLength)
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let warehouse = walk.source.base.of(.warehouse)[0]
            let witness = Witness(seed: warehouse.seed, serial: warehouse.serial, version: 1).text
            let name = witness + " Склад с очень длинным названием на улице Лесной, дом 17"
            let letter = walk.source.letter(warehouse) { $0.change("Наименование", to: .string(name)) }

            // When
            let message = try #require(try await walk.source.send(letter)["message_id"]?.string)
            try await Patience.until("it is refused") { try await books.states(message) == [.refused] }

            // Then
            let answer = try await walk.postman.caller.get("/api/v1/dead-letters")
            #expect(answer.status == 200)
            let letters = answer.json.text
            #expect(letters.contains(message) && letters.contains("Наименование"), "\(answer)")
            #expect(try await walk.postman.run(["why", warehouse.id]).contains("Наименование"))

            // When
            let revision = try #require(answer[header: "Pochtar-Revision"])
            try walk.tree.edit(
                "mappings/Склады/to_ut11.lua", "text.clean(doc.Наименование)",
                by: "text.left(text.clean(doc.Наименование), 50)")
            try await Patience.until("the mended mapping is live") {
                let answer = try await walk.postman.caller.get("/api/v1/queue")
                return answer.status == 200 && answer[header: "Pochtar-Revision"] != revision
            }
            _ = try await walk.postman.run(["queue", "redrive", "--message", message, "--reason", "имя укорочено"])

            // Then
            try await Patience.until("it is confirmed") { try await books.states(message).last == .confirmed }
            try await walk.expectEffects(of: [letter], messages: [message], books)
            #expect(try await books.store.read { try $0.deadLetterCount(DeadLetterFilter()) } == 0)
        }
    }

    private static let contract = "mappings/contracts/ut11/склады.yaml"
    private static let trueLength = "Наименование: { type: string, length: 50, required: true }"
    private static let believedLength = "Наименование: { type: string, length: 150, required: true }"
}
