import HTTPTypes
import Messages
import Testing

@testable import Stand

@Suite("The ledger sees what was lost, doubled and reordered")
struct LedgerTests {
    private let stand = UT11Caller.stand()
    private let plan = FeedPlan(seed: 4, count: 40)
    private let sales = "Document_РеализацияТоваровУслуг"

    @Test("an acknowledged version is lost until its witness stands in every entity it must reach")
    func loss() async throws {
        let partner = try #require(plan.source.of(.partner).first)
        let steps = acknowledge(partner, upTo: 2)
        try await UT11Caller.with(stand) { ut11 in
            _ = try await ut11.call(.post, "Catalog_Партнеры", shown(steps[1]))
            _ = try await ut11.call(.post, "Catalog_Контрагенты", shown(steps[0]))
            let found = stand.ledger.lost
            #expect(found.count == 1)
            #expect(found.first?.sentence.contains("Catalog_Контрагенты") == true)
            #expect(found.first?.sentence.contains("там версия 1") == true)
            let guid = stand.ledger.objects.last?.reference ?? ""
            _ = try await ut11.call(.patch, "Catalog_Контрагенты(guid'\(guid)')", shown(steps[1]))
            #expect(stand.ledger.lost.isEmpty)
            let summary = try await ut11.control(.get, "/stand/ledger?summary=1")
            #expect(summary["lost"] == 0 && summary["acknowledged"] == 1 && summary["effects"] == 3)
        }
    }

    @Test("a deleted object is lost while it stands unmarked in УТ 11")
    func deletion() async throws {
        let warehouse = try #require(plan.source.of(.warehouse).first)
        let first = try #require(acknowledge(warehouse, upTo: 1).first)
        let gone = FeedMessage(
            warehouse, version: 2, operation: .delete, changedAt: FeedPlan.start + .days(1), data: .object([]))
        stand.sent.note(acknowledged: [gone])
        #expect(stand.ledger.lost.isEmpty)
        try await UT11Caller.with(stand) { ut11 in
            let made = try await ut11.call(.post, "Catalog_Склады", shown(first))
            #expect(stand.ledger.lost.count == 1)
            let guid = made["Ref_Key"]?.string ?? ""
            _ = try await ut11.call(.patch, "Catalog_Склады(guid'\(guid)')", ["DeletionMark": true])
            #expect(stand.ledger.lost.isEmpty)
        }
    }

    @Test("two documents of one number and date are one too many; a repeated PATCH is none")
    func doubles() async throws {
        try await UT11Caller.with(stand) { ut11 in
            let body: JSON = ["Number": "00-1", "Date": "2026-11-27T09:30:00", "Комментарий": "раз"]
            let made = try await ut11.call(.post, sales, body, key: "к1")
            let guid = made["Ref_Key"]?.string ?? ""
            _ = try await ut11.call(.patch, "\(sales)(guid'\(guid)')", body, key: "к1")
            #expect(stand.ledger.twice.isEmpty)
            _ = try await ut11.call(.post, sales, body, key: "к1")
            #expect(stand.ledger.twice.count == 1)
        }
    }

    @Test("a key that changes one object twice did its work twice")
    func repeatedKey() async throws {
        try await UT11Caller.with(stand) { ut11 in
            let made = try await ut11.call(.post, "Catalog_Склады", ["Description": "С1"], key: "к1")
            let path = "Catalog_Склады(guid'\(made["Ref_Key"]?.string ?? "")')"
            _ = try await ut11.call(.patch, path, ["Description": "С2"], key: "к2")
            #expect(stand.ledger.twice.isEmpty)
            _ = try await ut11.call(.patch, path, ["Description": "С3"], key: "к2")
            #expect(stand.ledger.twice.map(\.sentence) == ["2 раза changed по ключу к2"])
        }
    }

    @Test("an older version written after a newer one is out of order")
    func reorder() async throws {
        let warehouse = try #require(plan.source.of(.warehouse).first)
        let steps = acknowledge(warehouse, upTo: 2)
        try await UT11Caller.with(stand) { ut11 in
            let made = try await ut11.call(.post, "Catalog_Склады", shown(steps[1]))
            #expect(stand.ledger.outOfOrder.isEmpty)
            let guid = made["Ref_Key"]?.string ?? ""
            _ = try await ut11.call(.patch, "Catalog_Склады(guid'\(guid)')", shown(steps[0]))
            #expect(stand.ledger.outOfOrder.count == 1)
            #expect(stand.ledger.lost.count == 1)
            let full = try await ut11.control(.get, "/stand/ledger")
            #expect(full["ut11"]?.array?.first?["effects"]?.array?.count == 2)
            #expect(full["ut103"]?.array?.first?["versions"]?.array?.count == 2)
        }
    }

    /// Notes versions of the object as sent and acknowledged.
    private func acknowledge(_ object: Object103, upTo version: Int) -> [FeedMessage] {
        let messages = (1...version).map { number in
            FeedMessage(
                object, version: number, operation: .upsert, changedAt: FeedPlan.start + .seconds(Int64(number)),
                data: plan.source.data(object, version: number))
        }
        stand.sent.note(acknowledged: messages)
        return messages
    }

    /// What a mapping would carry over.
    private func shown(_ message: FeedMessage) -> JSON {
        ["Description": .string("Имя " + message.witness.text)]
    }
}
