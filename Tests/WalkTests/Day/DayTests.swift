import Foundation
import Messages
import Stand
import Storage
import Testing

@Suite("A day of 10.3, with all that happens in one", .serialized)
struct DayTests {
    @Test(
        "killed again and again, УТ 11 holds in the evening what 10.3 holds, and what an orderly postman brings it",
        arguments: StoreKind.allCases)
    func day(_ kind: StoreKind) async throws {
        let seed = DaySettings.seed ?? UInt32.random(in: 1..<UInt32.max)
        let day = Day(seed: seed, objects: DaySettings.objects)
        let model = try SourceModel(day.plan)
        let remark = Comment(rawValue: "POCHTAR_DAY_SEED=\(seed) POCHTAR_DAY_OBJECTS=\(DaySettings.objects)")
        var evening: Snapshot?
        try await Walk.live(kind, seed: seed) { walk in
            // Given
            let furniture = try await Snapshot(of: walk.stand)
            try await walk.postman.start()
            let books = try Books(walk.postman)

            // When
            try await day.pass(walk, books, kills: max(3, DaySettings.objects / DaySettings.objectsPerKill))

            // Then: everything was taken, and nothing is left over, lost, done twice or out of order.
            let feed = try await walk.stand.control.get("/stand/feed")
            #expect(feed["failed"] == 0 && feed["acknowledged"] == feed["planned"], "\(feed), \(remark)")
            try await Self.expectAllDone(walk, books, remark)
            let snapshot = try await Snapshot(of: walk.stand).without(furniture)
            #expect(model.discrepancies(in: snapshot).told == "", remark)
            evening = snapshot
        }
        try await Walk.live(kind, seed: seed) { walk in
            let furniture = try await Snapshot(of: walk.stand)
            try await walk.postman.start()
            let books = try Books(walk.postman)
            try await day.passOrderly(walk, books)
            try await Self.expectAllDone(walk, books, remark)
            let orderly = try await Snapshot(of: walk.stand).without(furniture)
            #expect(model.discrepancies(in: orderly).told == "", remark)
            #expect(try #require(evening).discrepancies(from: orderly, but: model.gone).told == "", remark)
        }
    }

    @Test("whatever is otherwise in УТ 11 is named: an object too few or too many, a field, a mark")
    func named() async throws {
        let day = Day(seed: 5, objects: 40)
        let model = try SourceModel(day.plan)
        try await Walk.live(.sqlite, seed: 5) { walk in
            // Given
            let furniture = try await Snapshot(of: walk.stand)
            try await walk.postman.start()
            try await day.passOrderly(walk, try Books(walk.postman))
            let orderly = try await Snapshot(of: walk.stand).without(furniture)
            #expect(model.discrepancies(in: orderly).told == "")

            // When
            var other = orderly
            let sale = try #require(other.objects.keys.filter { $0.set.hasSuffix("РеализацияТоваровУслуг") }.min())
            let item = try #require(other.objects.keys.filter { $0.set == "Catalog_Номенклатура" }.min())
            var members = other.objects[sale]?.members ?? []
            members.change("Posted", to: "иначе")
            members.change("СуммаДокумента", to: 1)
            other.objects[sale] = .object(members)
            other.objects[item] = nil
            let stranger = Address(set: "Catalog_Склады", reference: "чужой")
            other.objects[stranger] = ["Description": "Чужой"]

            // Then
            for found in [model.discrepancies(in: other), other.discrepancies(from: orderly, but: model.gone)] {
                let lines = found.map { "\($0.address) \($0.field): \($0.has)" }
                #expect(
                    Set(lines) == [
                        "\(sale) Posted: иначе", "\(sale) СуммаДокумента: 1", "\(item) объект: нет",
                        "\(stranger) объект: есть",
                    ])
                #expect(found.first { $0.field == "Posted" }?.description.contains("должно быть «") == true)
            }
        }
    }

    /// Nothing waits, was refused or died; УТ 11 made each object once, nothing is lost, twice or out of order, and
    /// whatever is posted is posted as it is now.
    private static func expectAllDone(_ walk: Walk, _ books: Books, _ remark: Comment) async throws {
        let left = try await books.store.read { try $0.queueCount() + $0.deadLetterCount(DeadLetterFilter()) }
        if left > 0 { Issue.record("\(try await walk.postman.run(["queue", "list"])), \(remark)") }
        let ledger = try await walk.stand.ledger()
        #expect(ledger.complaints == [], remark)
        #expect(ledger.holdings.filter { $0.timesCreated != 1 }.map(\.reference) == [], remark)
        #expect(ledger.holdings.filter { $0.isPosted && !$0.isPostedAsIs }.map(\.reference) == [], remark)
    }
}
