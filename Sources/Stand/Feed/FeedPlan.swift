package import Messages

/// What the simulated 10.3 will send: phases one after another, the steps of a phase at once.
package struct FeedPlan: Sendable {
    package let source: Source103
    package let phases: [[FeedStep]]

    /// When the first change of a feed happened, on the clock of 10.3.
    package static let start = Instant(milliseconds: 1_793_606_400_000)

    /// Plans a feed; the same seed and count give the same bytes.
    package init(seed: UInt32, count: Int, start: Instant = FeedPlan.start) {
        source = Source103(seed: seed, count: count)
        var planner = FeedPlanner(source: source, start: start)
        phases = planner.plan()
    }

    package var steps: [FeedStep] { phases.flatMap { $0 } }

    /// How many messages will go out, repeats among them.
    package var messageCount: Int { steps.reduce(0) { $0 + $1.messages.count } }
}
