import Messages
import Stand
import Testing

@Suite("Objects that are somebody else's, or were there before")
struct AdoptionTests {
    @Test(
        "a branch waits for its head's partner, has none of its own, and is sent again once its head is there",
        arguments: StoreKind.allCases)
    func branch(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 12, objects: 400) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (branch, head) = try walk.source.branch()
            let first = try await walk.source.send(walk.source.letter(branch))
            let message = try #require(first["message_id"]?.string)
            try await Patience.until("the branch is parked") { try await books.states(message).contains(.parked) }

            // When
            let letter = walk.source.letter(head)
            try await walk.source.deliver([letter])

            // Then
            try await walk.expectEffects(of: [letter], messages: [message], books)
            let there = try #require(try await walk.stand.object("Catalog_Контрагенты", branch.key.id))
            #expect(there["Партнер_Key"]?.string == head.key.id)
            #expect(there["ГоловнойКонтрагент_Key"]?.string == head.key.id)
            #expect(try await walk.stand.object("Catalog_Партнеры", branch.key.id) == nil)

            // When: the branch goes, its head's partner stays.
            try await walk.source.deliver([walk.source.letter(branch, version: 2, operation: .delete)])
            try await Patience.until("the branch is gone") {
                try await walk.stand.object("Catalog_Контрагенты", branch.key.id)?["DeletionMark"] == true
            }
            try await Patience.until("nothing is on its way") { try await books.isIdle() }
            #expect(try await walk.stand.object("Catalog_Партнеры", head.key.id)?["DeletionMark"] == false)
        }
    }

    @Test(
        "one that УТ 11 had before is adopted; of two the operator chooses, and what waited goes on",
        arguments: StoreKind.allCases)
    func adopted(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 12, objects: 120) { walk in
            // Given: УТ 11 has one partner of one name, and two of another.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (one, two) = try walk.source.namedPartners()
            let known = try await walk.stand.create("Catalog_Партнеры", walk.source.partner(one))
            let either = try await walk.stand.create("Catalog_Партнеры", walk.source.partner(two))
            _ = try await walk.stand.create("Catalog_Партнеры", walk.source.partner(two, remark: "дубль"))

            // When
            let letters = [walk.source.letter(one), walk.source.letter(two)]
            try await walk.source.deliver(letters)

            // Then
            try await Patience.until("the first one is there") {
                try await walk.stand.object("Catalog_Контрагенты", one.key.id)?["Партнер_Key"]?.string == known
            }
            let line = try await Patience.until("the second one waits for a choice") {
                let said = try await walk.postman.run(["unmatched"])
                return said.split(separator: "\n").map(String.init).first { $0.contains("→ ut11 Справочник.Партнеры") }
            }
            #expect(line.contains("в УТ 11 несколько объектов (2) с теми же полями Наименование: выберите один"))
            #expect(try await walk.stand.object("Catalog_Контрагенты", two.key.id) == nil)

            // When
            let dispatch = try #require(line.split(separator: " ").first.map(String.init))
            let said = try await walk.postman.run(["unmatched", "choose", dispatch, either, "--reason", "он и есть"])

            // Then
            #expect(said.hasPrefix("Решено:"))
            try await Patience.until("nothing is on its way") { try await books.isIdle() }
            let ledger = try await walk.stand.ledger()
            #expect(letters.allSatisfy(ledger.shows), "\(ledger)")
            #expect(ledger.complaints.count == 1, "the one that nobody chose is still a double: \(ledger)")
            let chosen = try await walk.stand.object("Catalog_Контрагенты", two.key.id)
            #expect(chosen?["Партнер_Key"]?.string == either)
            #expect(try await walk.postman.run(["unmatched"]).contains("Несопоставленного нет"))
        }
    }

    @Test(
        "two of 10.3 that are one in УТ 11: the operator says so, and the double writes nothing from then on",
        arguments: StoreKind.allCases)
    func double(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 12, objects: 120) { walk in
            // Given: УТ 11 has one partner, whom one object of 10.3 is; another one has the same name.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (one, two) = try walk.source.namedPartners()
            let known = try await walk.stand.create("Catalog_Партнеры", walk.source.partner(one))
            try await walk.source.deliver([walk.source.letter(one)])
            try await Patience.until("the first one is adopted") {
                try await walk.stand.object("Catalog_Контрагенты", one.key.id)?["Партнер_Key"]?.string == known
            }
            let name = JSON.string(walk.source.name(one))
            func letter(_ version: Int, _ operation: Messages.Operation = .upsert) -> FeedMessage {
                walk.source.letter(two, version: version, operation: operation) { data in
                    data = data.map { $0.name == "Наименование" ? .init($0.name, name) : $0 }
                }
            }
            try await walk.source.deliver([letter(1)])
            let line = try await Patience.until("the second one waits for a choice") {
                let said = try await walk.postman.run(["unmatched"])
                return said.split(separator: "\n").map(String.init).first { $0.contains("→ ut11 Справочник.Партнеры") }
            }
            #expect(line.contains("похоже на дубль в 10.3"))
            let dispatch = try #require(line.split(separator: " ").first.map(String.init))

            // When: chosen as its own it is refused, for it is not.
            let choice = ["unmatched", "choose", dispatch, known, "--reason", "одна фирма"]
            let refusal = try await walk.postman.run(choice, expecting: 1)
            #expect(refusal.contains("скажите, что это дубль"))
            _ = try await walk.postman.run(choice + ["--double"])

            // Then
            try await Patience.until("the second one is there, with the partner of the first") {
                try await walk.stand.object("Catalog_Контрагенты", two.key.id)?["Партнер_Key"]?.string == known
            }
            let partner = try await walk.stand.object("Catalog_Партнеры", known)

            // When: it changes, goes, and comes back.
            try await walk.source.deliver([letter(2), letter(3, .delete)])
            try await Patience.until("it is gone") {
                try await walk.stand.object("Catalog_Контрагенты", two.key.id)?["DeletionMark"] == true
            }
            try await walk.source.deliver([letter(4)])
            try await Patience.until("it is back") {
                try await walk.stand.object("Catalog_Контрагенты", two.key.id)?["DeletionMark"] == false
            }
            try await Patience.until("nothing is on its way") { try await books.isIdle() }

            // Then
            #expect(try await walk.stand.object("Catalog_Партнеры", known) == partner)
            #expect(try await walk.stand.object("Catalog_Партнеры", two.key.id) == nil)
            let again = try await walk.stand.object("Catalog_Контрагенты", two.key.id)
            #expect(again?["Партнер_Key"]?.string == known)
        }
    }
}

extension Source1C {
    /// A branch and its head, neither of which leans on anything else that is sent.
    fileprivate func branch() throws -> (branch: Object103, head: Object103) {
        for branch in base.objects where branch.kind == .branch {
            guard let head = branch.needs.last.map({ base.objects[$0 - 1] }), head.kind == .partner,
                !(branch.needs + head.needs).contains(where: { base.objects[$0 - 1].kind == .user })
            else { continue }
            return (branch, head)
        }
        throw Problem(.notFound, "no branch in the base of seed \(base.seed)")
    }

    /// Two partners of different names.
    fileprivate func namedPartners() throws -> (Object103, Object103) {
        let partners = base.objects.filter { partner in
            partner.kind == .partner && !partner.needs.contains { base.objects[$0 - 1].kind == .user }
        }
        guard let one = partners.first, let two = partners.first(where: { name($0) != name(one) }) else {
            throw Problem(.notFound, "no two partners in the base of seed \(base.seed)")
        }
        return (one, two)
    }

    /// A partner as somebody in УТ 11 has entered it.
    fileprivate func partner(_ object: Object103, remark: String = "") -> JSON {
        [
            "Description": .string(name(object)), "НаименованиеПолное": .string(name(object)), "ЮрФизЛицо": "Компания",
            "ГруппаДоступа_Key": "69821f90-9c80-53a1-b975-2487e843f69e", "Комментарий": .string(remark),
        ]
    }

    /// The name as the mapping writes it.
    fileprivate func name(_ object: Object103) -> String {
        let text = base.data(object, version: 1)["Наименование"]?.string ?? ""
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
