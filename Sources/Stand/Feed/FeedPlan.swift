package import Messages

/// What the simulated 10.3 will send, in this order.
package struct FeedPlan: Sendable {
    package let source: Source103
    package let steps: [FeedStep]

    /// When the first change of a feed happened, on the clock of 10.3.
    package static let start = Instant(milliseconds: 1_793_606_400_000)

    /// Plans a feed; the same seed and count give the same bytes.
    package init(seed: UInt32, count: Int, start: Instant = FeedPlan.start) {
        source = Source103(seed: seed, count: count)
        var planner = FeedPlanner(source: source, start: start)
        steps = planner.plan()
    }

    /// How many messages will go out, repeats among them.
    package var messageCount: Int { steps.reduce(0) { $0 + $1.messages.count } }

    /// The newest version of each object, by serial: what 10.3 holds when the day is over.
    package var finals: [FeedMessage] {
        var newest: [Int: FeedMessage] = [:]
        for message in steps.lazy.flatMap(\.messages) {
            let known = newest[message.object.serial]
            if known.map({ $0.changedAt < message.changedAt }) ?? true { newest[message.object.serial] = message }
        }
        return newest.values.sorted { $0.object.serial < $1.object.serial }
    }

    /// What 10.3 holds when the day is over, sent by somebody who has time: each object once, and in a wave of its own
    /// after all that it leans on.
    package var orderly: [[FeedStep]] {
        var keys = SeededNumbers(seed: source.seed, serial: 0, salt: 3)
        var depths: [Int: Int] = [:]
        var waves: [[FeedStep]] = []
        for message in finals {
            let object = message.object
            let depth = (object.needs.map { depths[$0] ?? 0 }.max() ?? -1) + 1
            depths[object.serial] = depth
            if depth == waves.count { waves.append([]) }
            let key = keys.guid()
            waves[depth].append(FeedStep([message], key: key, intention: .news, isBatch: false, numbers: &keys))
        }
        return waves
    }
}
