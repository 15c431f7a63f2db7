import Foundation
import Messages
import Testing

@testable import Stand

@Suite("A feed has everything that happens in life")
struct FeedPlanTests {
    private let plan = FeedPlan(seed: 11, count: 300)

    @Test("documents go out before what they refer to: before a partner, a contract, an item, an order, a price type")
    func documentFirst() throws {
        var place: [Int: Int] = [:]
        for (index, message) in plan.steps.flatMap(\.messages).enumerated() where place[message.object.serial] == nil {
            place[message.object.serial] = index
        }
        let missed = plan.source.objects.filter(\.isDocument).flatMap { document in
            document.needs.filter { (place[$0] ?? 0) > (place[document.serial] ?? 0) }.map {
                plan.source.object($0).kind
            }
        }
        #expect(Set(missed).isSuperset(of: [.partner, .contract, .item, .order, .priceType, .pack]))
        #expect(place.count == plan.source.objects.count)
    }

    @Test("documents are unposted and posted again, dated back, marked; what was deleted comes back")
    func lives() throws {
        let lives = Dictionary(grouping: Set(plan.steps.flatMap(\.messages)), by: \.object.serial).values.map { life in
            life.sorted { $0.changedAt < $1.changedAt }
        }
        let data = try lives.map { try $0.map { ($0.operation, try JSONReader.read($0.body)["data"] ?? .null) } }
        #expect(data.contains { $0.map { $0.1["Проведен"]?.text } == ["true", "false", "false", "true"] })
        #expect(
            data.contains { life in
                guard life.count == 2, let first = life[0].1["Дата"]?.string, let last = life[1].1["Дата"]?.string
                else { return false }
                return last < first && life[1].1["Проведен"] != nil
            })
        #expect(data.contains { $0.last?.1["ПометкаУдаления"] == true && $0.last?.1["Проведен"] == false })
        #expect(
            data.contains { $0.last?.1["ПометкаУдаления"] == false && $0.dropLast().last?.1["ПометкаУдаления"] == true }
        )
        #expect(data.contains { $0.map(\.0) == [.upsert, .delete, .upsert] })
        let gone = Set(lives.filter { $0.last?.operation == .delete }.compactMap { $0.last?.object.serial })
        #expect(!gone.isEmpty && gone.isDisjoint(with: plan.source.objects.flatMap(\.needs)))
    }

    @Test("an item and its units, a partner and its contract refer to each other")
    func cycles() throws {
        let source = plan.source
        for (kind, field) in [
            (Object103.Kind.contract, "ОсновнойДоговорКонтрагента"), (.unit, "ЕдиницаХраненияОстатков"),
            (.pack, "ЕдиницаДляОтчетов"),
        ] {
            let part = try #require(source.of(kind).first)
            let owner = source.object(part.needs[0])
            #expect(source.data(part, version: 1)["Владелец"]?["ref"]?.string == owner.id)
            #expect(source.data(owner, version: 1)[field]?["ref"]?.string == part.id)
        }
    }

    @Test("the orderly feed has the newest version of each object once, and nothing before what it leans on")
    func orderly() {
        let messages = plan.orderly.map { wave in wave.flatMap(\.messages) }
        #expect(messages.joined().map(\.object.serial).sorted() == plan.source.objects.map(\.serial))
        var known = Set<Int>()
        for wave in messages {
            for message in wave { #expect(known.isSuperset(of: message.object.needs)) }
            known.formUnion(wave.map(\.object.serial))
        }
        let all = Dictionary(grouping: plan.steps.flatMap(\.messages), by: \.object.serial)
        for message in messages.joined() {
            #expect(all[message.object.serial]?.map(\.changedAt).max() == message.changedAt)
        }
    }

    @Test("there are exact repeats, repeats under another key, stale versions, quick versions, batches and deletes")
    func allSorts() throws {
        let steps = plan.steps
        let news = Dictionary(
            steps.filter { $0.intention == .news }.map { ($0.key, $0.body) }, uniquingKeysWith: { a, _ in a })
        for step in steps where step.intention == .exactRepeat { #expect(news[step.key] == step.body) }
        for step in steps where step.intention == .anotherKey { #expect(news[step.key] == nil) }
        #expect(Set(steps.map(\.intention)) == Set(FeedStep.Intention.allCases))
        #expect(steps.contains { $0.isBatch && $0.messages.count > 1 })
        #expect(steps.contains { $0.messages.contains { $0.operation == .delete } })
        #expect(steps.contains { $0.hasBOM && $0.body.starts(with: [0xEF, 0xBB, 0xBF]) })
        for step in steps where step.intention == .stale {
            let stale = try #require(step.messages.first)
            let newest = steps.flatMap(\.messages).filter { $0.object == stale.object }.map(\.changedAt).max()
            #expect(try #require(newest) > stale.changedAt)
        }
    }

    @Test("a message is in the postman's form: local time without a zone, a version that grows, lower-case GUID")
    func form() throws {
        for message in plan.steps.flatMap(\.messages) {
            let json = try JSONReader.read(message.body)
            #expect(json["source"]?.string == "ut103")
            #expect(json["type"]?.string == message.object.type)
            let id = try #require(json["id"]?.string)
            #expect(UUID(uuidString: id)?.uuidString.lowercased() == id)
            #expect(json["changed_at"]?.string?.count == 19)
            #expect(json["version"]?.string?.isEmpty == false)
        }
    }
}
