import Foundation
import Messages
import Testing

@testable import Stand

@Suite("A feed has everything that happens in life")
struct FeedPlanTests {
    private let plan = FeedPlan(seed: 11, count: 300)

    @Test("a sale goes out before an item it sells")
    func documentFirst() throws {
        var place: [Int: Int] = [:]
        for (index, message) in plan.phases.enumerated().flatMap({ index, phase in
            phase.flatMap(\.messages).map { (index, $0) }
        }) where place[message.object.serial] == nil {
            place[message.object.serial] = index
        }
        let early = plan.source.of(.sale).filter { sale in
            sale.needs.contains { (place[$0] ?? 0) > (place[sale.serial] ?? 0) }
        }
        #expect(!early.isEmpty)
        #expect(place.count == plan.source.objects.count)
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
