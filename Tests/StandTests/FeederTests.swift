import Foundation
import HTTPTypes
import Messages
import Synchronization
import Testing

@testable import Stand

@Suite("10.3 sends as 1С does")
struct FeederTests {
    @Test("a whole feed reaches the postman: keys, Basic, BOM, batches; each message is acknowledged")
    func wholeFeed() async throws {
        let postman = RecordingPostman()
        let (log, plan) = (SentLog(), FeedPlan(seed: 2, count: 120))
        let feeder = Feeder(log: log)
        try await postman.listening { address in
            await feeder.run(Self.order(address, count: 120))
        }
        let progress = feeder.progress
        #expect(progress.isDone && progress.failed == 0)
        #expect(progress.planned == plan.messageCount)
        #expect(progress.acknowledged == plan.messageCount)
        #expect(log.objects.count == 120)
        #expect(log.objects.allSatisfy { $0.latestAcknowledged != nil })
        let calls = postman.calls
        #expect(Set(calls.map(\.key)) == Set(plan.steps.map(\.key)))
        let basic = "Basic " + Data("ut103:секрет".utf8).base64EncodedString()
        #expect(calls.allSatisfy { $0.headers[.authorization] == basic })
        #expect(calls.contains { $0.path.hasSuffix("/batch") && $0.headers[.contentType] == "application/x-ndjson" })
        #expect(calls.contains { $0.headers[.contentType] == "application/json; charset=UTF-8" })
    }

    @Test("a request is tried again after 1, 5 and 30 seconds with the same key and body, then given up")
    func retries() async throws {
        let postman = RecordingPostman { _ in .serviceUnavailable }
        let naps = Mutex<[Span]>([])
        let clock = WallClock(now: { .current() }, sleep: { span in naps.withLock { $0.append(span) } })
        let (log, plan) = (SentLog(), FeedPlan(seed: 2, count: 12))
        let feeder = Feeder(log: log, clock: clock)
        try await postman.listening { address in
            await feeder.run(Self.order(address, count: 12, inFlight: 1))
        }
        #expect(Array(naps.withLock { $0 }.prefix(3)) == [.seconds(1), .seconds(5), .seconds(30)])
        let first = postman.calls.prefix(4)
        #expect(Set(first.map(\.key)).count == 1 && Set(first.map(\.body)).count == 1)
        #expect(postman.calls.count == 4 * plan.steps.count)
        #expect(feeder.progress.failed == plan.messageCount)
        #expect(log.objects.allSatisfy { $0.latestAcknowledged == nil })
    }

    @Test("a refusal is not tried again; what was refused is not counted as acknowledged")
    func refused() async throws {
        let postman = RecordingPostman { $0 == 1 ? .unprocessableContent : .accepted }
        let (log, plan) = (SentLog(), FeedPlan(seed: 2, count: 12))
        let feeder = Feeder(log: log)
        try await postman.listening { address in
            await feeder.run(Self.order(address, count: 12, inFlight: 1))
        }
        #expect(postman.calls.count == plan.steps.count)
        #expect(feeder.progress.failed == 1)
        #expect(feeder.progress.retried == 0)
    }

    @Test("a feed is ordered over HTTP, one at a time, and its progress is read there")
    func overHTTP() async throws {
        let stand = UT11Caller.stand()
        let postman = RecordingPostman()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stand.run { port.yield($0) } }
            let number = try #require(await ports.first { _ in true })
            try await postman.listening { address in
                let order: JSON = [
                    "postman": .string(address), "login": "ut103", "password": "секрет", "count": 30, "seed": 2,
                    "in_flight": 2,
                ]
                let stand = "http://127.0.0.1:\(number)/stand/feed"
                #expect(try await Self.fetch(stand, order).status == 202)
                var progress = try await Self.fetch(stand)
                while progress.json["done"] != true {
                    await Task.yield()
                    progress = try await Self.fetch(stand)
                }
                #expect(progress.json["acknowledged"] == progress.json["planned"])
                #expect(progress.json["planned"] == JSON(FeedPlan(seed: 2, count: 30).messageCount))
            }
            group.cancelAll()
        }
    }

    private static func order(_ address: String, count: Int, inFlight: Int = 4) -> FeedOrder {
        FeedOrder(
            postman: address, login: "ut103", password: "секрет", count: count, seed: 2, inFlight: inFlight)
    }

    private static func fetch(_ address: String, _ body: JSON? = nil) async throws -> (status: Int, json: JSON) {
        let answer = try await LoopbackClient.fetch(address, body?.bytes(sortingKeys: false))
        return (answer.status, try JSONReader.read(answer.body))
    }
}
