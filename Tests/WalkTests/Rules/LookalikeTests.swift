import Foundation
import Messages
import Stand
import Storage
import Testing

@Suite("A УТ 11 that a bulk load has filled, with dirt in its names")
struct LookalikeTests {
    @Test(
        "every object ends adopted, created or in the protocol, none twice and none guessed; a person decides the rest",
        arguments: StoreKind.allCases)
    func everyOne(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 4, objects: 900, isPrefilled: true) { walk in
            // Given
            try await walk.postman.start()
            let (books, load) = (try Books(walk.postman), BulkLoad(of: walk.source.base))
            let objects = walk.source.base.of(.warehouse, .itemGroup, .item, .service, .partner, .branch)
            #expect(objects.count > 300 && Set(load.objects.map(\.fate)) == Set(LoadedObject.Fate.allCases))

            // When
            let letters = (walk.source.base.of(.user) + objects).map { walk.source.letter($0) }
            try await walk.source.deliver(letters)
            try await Patience.until("nothing moves by itself") { try await books.isAtRest() }

            // Then
            let census = try await Census(objects, load, books, isDecided: false)
            #expect(Array(census.complaints.prefix(5)) == [])
            let isMixed = census.adopted > 200 && census.created > 20 && census.lines.count > 10
            #expect(isMixed, "\(census.adopted) adopted, \(census.created) created, \(census.lines.count) asked about")

            // When: a person chooses, or says that it is none of these, until nobody asks any more.
            try await Self.decideAll(walk, books)

            // Then
            let end = try await Census(objects, load, books, isDecided: true)
            #expect(end.lines.map(\.reason) == [])
            #expect(Array(end.complaints.prefix(5)) == [])
            #expect(try await walk.stand.ledger().complaints == [])
        }
    }

    @Test(
        "what is not known yet is waited for, and why says so; what somebody enters by hand is known after its age",
        arguments: StoreKind.allCases)
    func waits(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 4, objects: 120) { walk in
            // Given: УТ 11 does not say what it has, and its names are read again each second.
            try walk.tree.write("policies/lookalikes.yaml", "age: 1s\npage: 100\n")
            try await walk.stand.fail(["kind": "status", "status": 503, "match": ["path_contains": "$orderby"]])
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (one, two) = (walk.source.base.of(.warehouse)[0], walk.source.base.of(.warehouse)[1])

            // When
            let message = try #require(try await walk.source.send(walk.source.letter(one))["message_id"]?.string)

            // Then: that is no attempt.
            try await Patience.until("it waits for the names, and it is said what is the matter") {
                let said = try await walk.postman.run(["why", one.id])
                return said.contains("ждёт, пока почтарь прочитает имена Справочник.Склады в ut11")
                    && said.contains("в последний раз не вышло: УТ 11 ответила 503")
            }
            #expect(try await books.store.read { try $0.dispatches(of: message).map(\.attempts) } == [0])

            // When
            try await walk.stand.heal()
            try await Patience.until("it is there") { try await books.states(message) == [.confirmed] }

            // When: somebody enters the other one by hand, with a Latin letter.
            let dirty = Self.mistyped(walk.source.base.data(two, version: 1)["Наименование"]?.string ?? "")
            let theirs = try await walk.stand.create(
                "Catalog_Склады", ["Description": .string(dirty), "IsFolder": false])
            let entered = Instant.current()
            try await Patience.until("it is known") {
                try await books.store.read { session in
                    try session.nameIndex("Справочник.Склады", in: "ut11").map { $0.beganAt > entered } ?? false
                }
            }
            try await walk.source.deliver([walk.source.letter(two)])

            // Then
            let line = try await Patience.until("it waits for a choice") {
                try await walk.unmatched().first { $0["object"]?["id"]?.string == two.id }
            }
            #expect(line["candidates"]?.array?.compactMap { $0["reference"]?.string } == [theirs])
            #expect(line["candidates"]?.array?.first?["difference"]?.string?.contains("латинская") == true, "\(line)")
        }
    }

    @Test("a false alarm is said once: a newer version that comes before the object is created asks no more")
    func falseAlarm() async throws {
        try await Walk.live(.sqlite, seed: 4, objects: 120) { walk in
            // Given
            let item = try #require(walk.source.base.of(.item).first { $0.needs.isEmpty })
            let name = walk.source.base.data(item, version: 1)["Наименование"]?.string ?? ""
            _ = try await walk.stand.create(
                "Catalog_Номенклатура", ["Description": .string(Self.mistyped(name)), "IsFolder": false])
            try await walk.postman.start()
            let books = try Books(walk.postman)
            try await walk.source.deliver([walk.source.letter(item)])
            let line = try await Patience.until("it waits for a choice") { try await walk.unmatched().first }

            // When: УТ 11 is away while the person decides.
            try await walk.stand.fail(["down": true])
            let create = try #require(line["links"]?["create"]?.string)
            let body: JSON = ["reason": "другой товар"]
            let first = try await walk.postman.caller.post(create, body, key: "decide")
            let again = try await walk.postman.caller.post(create, body, key: "decide")
            let other = try await walk.postman.caller.post(create, body, key: "decide twice")
            let newer = walk.source.letter(item, version: 2)
            try await walk.source.deliver([newer])
            try await walk.stand.heal()

            // Then
            #expect(first.status == 200 && again.differences(from: first) == [] && other.status == 404)
            try await Patience.until("nothing moves by itself") { try await books.isAtRest() }
            #expect(try await walk.unmatched().isEmpty)
            #expect(try await walk.stand.ledger().shows(newer))
            let said = try await books.entries(item.key).filter { $0.kind == .redriven }.map(\.summary)
            #expect(said == ["dev решил создать новый: другой товар"])
        }
    }

    /// Says of each line what is meant: of doubles the first, of lookalikes one or none, by turns.
    private static func decideAll(_ walk: Walk, _ books: Books) async throws {
        var turn = 0
        while true {
            let lines = try await walk.unmatched()
            guard !lines.isEmpty else { return }
            for line in lines {
                let isDouble = line["reason"]?.string?.contains("несколько объектов") == true
                turn += 1
                let isChosen = isDouble || turn.isMultiple(of: 2)
                let link = try #require(line["links"]?[isChosen ? "choose" : "create"]?.string)
                var body: [JSON.Member] = [.init("reason", "проверено")]
                if isChosen {
                    let reference = line["candidates"]?.array?.first?["reference"]?.string
                    body.append(.init("reference", .string(try #require(reference))))
                }
                let answer = try await walk.postman.caller.post(link, .object(body), key: UUID().uuidString)
                #expect(answer.status == 200, "\(answer)")
            }
            try await Patience.until("nothing moves by itself") { try await books.isAtRest() }
        }
    }

    private static func mistyped(_ name: String) -> String {
        let clean = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var letters = Array(clean.unicodeScalars)
        if let place = letters.firstIndex(where: { Lookalikes.latin(for: $0) != nil }),
            let latin = Lookalikes.latin(for: letters[place])
        {
            letters[place] = latin
        }
        return letters.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
}

extension Walk {
    /// The protocol of the unmatched, as the API tells it.
    fileprivate func unmatched() async throws -> [JSON] {
        try await postman.caller.get("/api/v1/unmatched", ["page_size": "100"])["items"]?.array ?? []
    }
}
