import Foundation
import Messages
import Stand
import Testing

@Suite("SIGKILL at any time")
struct RandomKillTests {
    /// A dozen kills on the embedded store; nodes on PostgreSQL are killed elsewhere too.
    private static let kills: [StoreKind: Int] = [.sqlite: 12, .postgres: 8]
    private static let objects = 150
    /// How many messages of another 1С are under way at each kill.
    private static let beside = 5

    @Test(
        "killed again and again during a feed: nothing lost, nothing twice, each acknowledged version accepted once",
        arguments: StoreKind.allCases)
    func feed(_ kind: StoreKind) async throws {
        let seed = UInt32.random(in: 1..<UInt32.max)
        var dice = Dice(seed: UInt64(seed))
        let plan = FeedPlan(seed: seed, count: Self.objects)
        // How far the feed and the deliveries have come together at each kill.
        let steps = plan.messageCount + Self.objects
        let marks = (0..<Self.kills[kind, default: 0]).map { _ in Int.random(in: 1..<(steps * 9 / 10), using: &dice) }
            .sorted()
        try await Walk.live(kind, seed: seed + 1, objects: Self.objects) { walk in
            // Given: the stand's 10.3 feeds, and another 1С sends beside it; УТ 11 has its mishaps.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let (groups, others) = Self.strangers(in: walk.source.base, to: plan.source)
            try await walk.source.deliver(groups.map { walk.source.letter($0) })
            try await walk.stand.fail(Self.mishaps(&dice))
            try await walk.feed(seed, count: Self.objects)

            // When
            var items = others[...]
            var acknowledged: [Acknowledged] = []
            for mark in marks {
                try await Patience.until("the feed has come to \(mark) of \(steps), seed \(seed)") {
                    try await walk.strides() >= mark
                }
                let letters = items.prefix(Self.beside).map { walk.source.letter($0) }
                items = items.dropFirst(Self.beside)
                acknowledged += try await walk.sending(letters) {
                    try await walk.postman.kill()
                    // Sometimes it dies again before it is up.
                    if Int.random(in: 0..<4, using: &dice) == 0 {
                        try await walk.postman.launch()
                        try await walk.postman.kill()
                    }
                    try await walk.postman.start()
                }
            }

            // Then
            try await Patience.until("the feed is done, seed \(seed)") { try await walk.progress().isDone }
            #expect(try await walk.progress().failed == 0, "seed \(seed)")
            let messages = acknowledged.compactMap { $0.answer["message_id"]?.string }
            try await walk.expectEffects(of: acknowledged.map(\.letter), messages: messages, books, "seed \(seed)")
            #expect(try await walk.stand.ledger().summary["acknowledged"]?.int == Self.objects, "seed \(seed)")
            for one in acknowledged {
                let again = try await walk.source.send(one.letter, key: one.letter.witness.text)
                #expect(again.differences(from: one.answer) == [], "seed \(seed)")
            }
            for (object, versions) in Self.versions(plan) {
                #expect(try await books.taken(object) == versions, "\(object), seed \(seed)")
            }
        }
    }

    /// Groups and items of a base that are called like nothing in another: the ledger tells doubles by their names.
    private static func strangers(
        in base: Source103, to other: Source103
    ) -> (groups: [Object103], items: [Object103]) {
        let names = Set(other.objects.map(\.name))
        var known: Set<Int> = []
        var groups: [Object103] = []
        for group in base.of(.itemGroup) where !names.contains(group.name) && known.isSuperset(of: group.needs) {
            known.insert(group.serial)
            groups.append(group)
        }
        let items = base.of(.item).filter { !names.contains($0.name) && known.isSuperset(of: $0.needs) }
        return (groups, items)
    }

    /// Requests that УТ 11 carries out without answering, and some that it does not take, now and then.
    private static func mishaps(_ dice: inout Dice) -> [JSON] {
        ["reset_after_commit", "reset_before", "status", "garbage"].flatMap { kind in
            (0..<6).map { _ in
                [
                    "kind": .string(kind),
                    "match": ["nth": JSON(Int.random(in: 1...800, using: &dice)), "times": 1],
                ]
            }
        }
    }

    /// The versions of each object that a plan sends.
    private static func versions(_ plan: FeedPlan) -> [ObjectKey: Int] {
        let letters = Set(plan.steps.flatMap(\.messages))
        return Dictionary(grouping: letters, by: \.object.key).mapValues { Set($0.map(\.witness)).count }
    }
}

/// A message that was answered with 202, under its witness as key.
private struct Acknowledged: Sendable {
    let letter: FeedMessage
    let answer: Answer
}

extension Walk {
    /// Sends messages at once while the body runs, each until it is acknowledged.
    fileprivate func sending(
        _ letters: [FeedMessage], _ body: () async throws -> Void
    ) async throws -> [Acknowledged] {
        try await withThrowingTaskGroup(of: Acknowledged.self) { group in
            for letter in letters {
                group.addTask {
                    let answer = try await source.insist(letter, key: letter.witness.text)
                    return Acknowledged(letter: letter, answer: answer)
                }
            }
            try await body()
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Has the stand's 10.3 feed the postman.
    fileprivate func feed(_ seed: UInt32, count: Int) async throws {
        let order: JSON = [
            "postman": .string("http://127.0.0.1:\(postman.port)"), "login": "dev", "password": "dev",
            "count": JSON(count), "seed": JSON(Int(seed)), "in_flight": 8,
        ]
        let answer = try await stand.control.post("/stand/feed", order)
        guard answer.status == 202 else { throw Problem(.internalError, "\(answer)") }
    }

    fileprivate func progress() async throws -> (acknowledged: Int, failed: Int, isDone: Bool) {
        let answer = try await stand.control.get("/stand/feed")
        return (answer["acknowledged"]?.int ?? 0, answer["failed"]?.int ?? 0, answer["done"] == true)
    }

    /// How far the feed and the deliveries have come together.
    fileprivate func strides() async throws -> Int {
        let summary = try await stand.control.get("/stand/ledger", ["summary": "1"])
        return try await progress().acknowledged + (summary["objects"]?.int ?? 0)
    }
}

extension Books {
    /// How many versions of an object the journal has taken in: accepted, or kept as older than another.
    fileprivate func taken(_ object: ObjectKey) async throws -> Int {
        let entries = try await entries(object).filter { $0.kind == .accepted || $0.kind == .stale }
        #expect(Set(entries.map(\.messageID)).count == entries.count)
        return entries.count
    }
}
