import Foundation
import Messages
import Stand
import Storage
import Testing

@Suite("What the postman writes comes back, and goes no further", .serialized)
struct EchoTests {
    private static let trials = "Catalog_Пробы"
    private static let people = "Catalog_ЛицаПроб"

    @Test(
        "УТ 11 returns everything: an echo; its own edit goes to 10.3 once, and comes back as an echo",
        arguments: StoreKind.allCases)
    func echo(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 3, prepare: { try $0.addTrials(master: "ut103") }) { walk in
            // Given: 10.3 owns the trials, and two of them went over.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (first, second) = (Trial103(id: Trial103.id(1)), Trial103(id: Trial103.id(2), parent: Trial103.id(1)))
            for trial in [first, second] { _ = try await walk.send(trial.message) }
            try await Self.settle(books)
            let written = try await walk.stand.ledger().effectCount

            // When: УТ 11 owns them now, and sends what was written in it.
            try await walk.own(trials: "ut11")
            #expect(try await walk.export() == 4)
            try await Self.settle(books)

            // Then
            let told = try await walk.pullAll()
            #expect(told.map { $0["kind"] } == Array(repeating: "confirmation", count: 4), "\(told)")
            #expect(told.allSatisfy { $0["outcome"] == "confirmed" && $0["target"] == "ut11" })
            #expect(try await walk.stand.ledger().effectCount == written)
            let echo = ObjectKey(system: "ut11", type: "Справочник.Пробы", id: first.id)
            #expect(try await Self.summaries(books, echo, .unchanged).contains { $0.hasPrefix("Эхо: ut103 сама") })

            // When: somebody edits one in УТ 11, and the postman is killed between the page and its cursor.
            try await walk.stand.change(Self.trials, second.id, ["Вес": .number("7.25")])
            #expect(try await walk.export() == 1)
            try await Self.settle(books, exceptFeed: 1)
            let page = try await walk.changes()
            try await walk.postman.kill()
            try await walk.postman.start()
            let again = try await walk.changes()

            // Then
            #expect(page.body == again.body)
            let items = try #require(page["items"]?.array)
            let item = try #require(items.first)
            #expect(items.count == 1 && item["kind"] == "object" && item["id"] == .string(second.id), "\(items)")
            #expect(item["is_new"] == false && item["data"]?["Вес"] == .number("7.25"))
            #expect(item["data"]?["Родитель"]?["ref"] == .string(first.id))

            // When: 10.3 applies it, sends it out again as its own change, and acknowledges.
            let edited = try await walk.stand.ledger().effectCount
            let returned = try await walk.send(walk.reexport(item, version: "из ленты"))
            let rest = try await walk.changes(since: page["next"]?.string)
            try await Self.settle(books)

            // Then: nothing follows from it, here or there.
            #expect(rest["items"] == [] && rest["more"] == false)
            #expect(try await walk.pullAll().isEmpty)
            #expect(try await walk.export() == 0)
            #expect(try await walk.stand.ledger().effectCount == edited)
            #expect(try await books.states(returned) == [])
            #expect(try await Self.summaries(books, second.key, .unchanged).contains { $0.hasPrefix("Эхо: ut103") })
            #expect(try await Self.summaries(books, second.key, .conflict) == [])
        }
    }

    @Test("without an owner both ways are open, and an edit still goes over once", arguments: StoreKind.allCases)
    func open(_ kind: StoreKind) async throws {
        let prepare: (TestTree) throws -> Void = { tree in
            try tree.addTrials(master: "ut103")
            try tree.remove("policies/master.yaml")
        }
        try await Walk.live(kind, seed: 4, prepare: prepare) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let trial = Trial103(id: Trial103.id(1))
            _ = try await walk.send(trial.message)
            try await Self.settle(books)

            // When: УТ 11 sends what was written, and then an edit of its own.
            #expect(try await walk.export() == 2)
            try await Self.settle(books)
            #expect(try await walk.pullAll().allSatisfy { $0["kind"] == "confirmation" })
            try await walk.stand.change(Self.trials, trial.id, ["Вес": 9])
            #expect(try await walk.export() == 1)
            try await Self.settle(books, exceptFeed: 1)
            let items = try await walk.pullAll()
            let written = try await walk.stand.ledger().effectCount
            _ = try await walk.send(walk.reexport(try #require(items.first), version: "из ленты"))
            try await Self.settle(books)

            // Then
            #expect(items.count == 1)
            #expect(try await walk.stand.ledger().effectCount == written)
            #expect(try await Self.summaries(books, trial.key, .unchanged).contains { $0.hasPrefix("Эхо: ut11 сама") })
            #expect(try await walk.export() == 0)
            #expect(try await walk.pullAll().filter { $0["kind"] == "object" }.isEmpty)
        }
    }

    @Test(
        "an edit where nobody owns the kind is a conflict, with its fields and the rule, and goes nowhere",
        arguments: StoreKind.allCases)
    func conflict(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 5, prepare: { try $0.addTrials(master: "ut103") }) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let trial = Trial103(id: Trial103.id(1))
            _ = try await walk.send(trial.message)
            try await Self.settle(books)

            // When
            #expect(try await walk.export() == 2)
            try await walk.stand.change(Self.trials, trial.id, ["Вес": 3])
            #expect(try await walk.export() == 1)
            try await Self.settle(books)

            // Then
            let listed =
                try await walk.postman.caller.get("/api/v1/journal", ["kind": "conflict"])["items"]?.array ?? []
            #expect(listed.count == 1)
            #expect(
                listed.first?["summary"]
                    == "Изменено и в ut11: Вес. Не переносится. пробы: хозяин — ut103 (policies/master.yaml)")
            let items = try await walk.pullAll()
            #expect(items.allSatisfy { $0["kind"] == "confirmation" }, "\(items)")
        }
    }

    @Test(
        "born in УТ 11, it is the same object when 10.3 owns it again, and its person too",
        arguments: StoreKind.allCases)
    func born(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 6, prepare: { try $0.addTrials(master: "ut11") }) { walk in
            // Given: УТ 11 owns the trials and has a new one.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let person = try await walk.stand.create(Self.people, ["Description": "Лицо"])
            let fields: JSON = ["Description": "Лицо", "Лицо_Key": .string(person), "Вес": 4]
            let trial = try await walk.stand.create(Self.trials, fields)
            #expect(try await walk.export() == 2)
            try await Self.settle(books, exceptFeed: 1)
            let items = try await walk.pullAll()
            let item = try #require(items.first)
            #expect(items.count == 1 && item["id"] == .string(trial) && item["is_new"] == true)

            // When: 10.3 owns them again, and sends a version of its own.
            try await walk.own(trials: "ut103")
            _ = try await walk.send(walk.reexport(item, version: "1"))
            try await Self.settle(books)
            let before = try await walk.stand.ledger().effectCount
            let data = JSON.object((item["data"]?.members ?? []).map { $0.name == "Вес" ? .init("Вес", 5) : $0 })
            let changed = JSON.object((item.members ?? []).map { $0.name == "data" ? .init("data", data) : $0 })
            _ = try await walk.send(walk.reexport(changed, version: "2"))
            try await Self.settle(books)

            // Then: the first was an echo, the second a change of the same object; there is no second person.
            let ledger = try await walk.stand.ledger()
            #expect(ledger.effectCount == before + 1)
            #expect(try await walk.stand.object(Self.trials, trial)?["Вес"] == .number("5"))
            #expect(try await walk.stand.count(Self.people) == 1)
            #expect(try await walk.stand.count(Self.trials) == 1)
        }
    }

    /// Waits until nothing is on its way but what waits for 10.3.
    private static func settle(_ books: Books, exceptFeed count: Int = 0) async throws {
        try await Patience.until("nothing is on its way") {
            guard count > 0 else { return try await books.isIdle() }
            return try await books.store.read { session in
                try session.queue(limit: 100).map(\.dispatch.target) == Array(repeating: "ut103", count: count)
                    && !session.queueDepths().contains { $0.state == "unsorted" }
            }
        }
    }

    private static func summaries(_ books: Books, _ key: ObjectKey, _ kind: JournalKind) async throws -> [String] {
        try await books.entries(key).filter { $0.kind == kind }.map(\.summary)
    }
}
