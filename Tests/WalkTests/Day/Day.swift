import Foundation
import Messages
import Stand
import Storage

/// A day of 10.3 on its way through a postman that is killed again and again.
struct Day: Sendable {
    let seed: UInt32
    let plan: FeedPlan

    init(seed: UInt32, objects: Int) {
        self.seed = seed
        plan = FeedPlan(seed: seed, count: objects)
    }

    /// How far the feed and the deliveries can come together: each message taken in, each object delivered.
    private var strides: Int { plan.messageCount + plan.source.objects.count }

    /// Feeds the day, kills the postman on the way, and waits until nothing moves any more.
    ///
    /// - Parameter kills: how often it is killed; some of these times it dies again before it is up.
    func pass(_ walk: Walk, _ books: Books, kills: Int) async throws {
        var dice = Dice(seed: UInt64(seed))
        let marks = (0..<kills).map { _ in Int.random(in: 1..<(strides * 9 / 10), using: &dice) }.sorted()
        try await feed(walk)
        for mark in marks {
            try await wait("the day has come to \(mark) of \(strides)", walk, books) { $0.strides >= mark || $0.isOver }
            try await walk.postman.kill()
            if Int.random(in: 0..<4, using: &dice) == 0 {
                try await walk.postman.launch()
                try await walk.postman.kill()
            }
            try await walk.postman.start()
        }
        try await wait("the day is over", walk, books) { $0.isOver }
    }

    /// Sends what 10.3 holds in the evening, each wave once the one before it has been delivered.
    func passOrderly(_ walk: Walk, _ books: Books) async throws {
        for wave in plan.orderly {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, step) in wave.enumerated() {
                    if index >= 8 { try await group.next() }
                    group.addTask { try await walk.source.deliver(step.messages) }
                }
                try await group.waitForAll()
            }
            try await Patience.whileMoving("a wave is delivered") {
                let (figures, isIdle) = try await books.store.read { (try $0.walkFigures(), try $0.isIdle()) }
                return (isIdle, figures.confirmed + figures.sorted)
            }
        }
    }

    private func feed(_ walk: Walk) async throws {
        var order: [JSON.Member] = [
            .init("postman", .string("http://127.0.0.1:\(walk.postman.port)")), .init("login", "dev"),
            .init("password", "dev"), .init("count", JSON(plan.source.objects.count)), .init("seed", JSON(Int(seed))),
            .init("in_flight", 8), .init("tries", 40),
        ]
        if DaySettings.perSecond > 0 { order.append(.init("per_second", JSON(DaySettings.perSecond))) }
        let answer = try await walk.stand.control.post("/stand/feed", .object(order))
        guard answer.status == 202 else { throw Problem(.internalError, "\(answer)") }
    }

    private func wait(
        _ wish: String, _ walk: Walk, _ books: Books, until holds: (Stage) -> Bool
    ) async throws {
        try await Patience.whileMoving(wish + ", seed \(seed)") {
            let stage = try await Stage(walk, books)
            return (holds(stage), stage)
        }
    }
}

/// How far a day has come.
private struct Stage: Equatable {
    let acknowledged: Int
    let sorted: Int
    let confirmed: Int
    let isFed: Bool
    let isIdle: Bool

    var strides: Int { acknowledged + confirmed }
    var isOver: Bool { isFed && isIdle }

    init(_ walk: Walk, _ books: Books) async throws {
        // The feed is asked first: what it says is acknowledged is in the store by then.
        let feed = try await walk.stand.control.get("/stand/feed")
        acknowledged = feed["acknowledged"]?.int ?? 0
        isFed = feed["done"] == true
        let (figures, isIdle) = try await books.store.read { (try $0.walkFigures(), try $0.isIdle()) }
        sorted = figures.sorted
        confirmed = figures.confirmed
        self.isIdle = isIdle
    }
}
