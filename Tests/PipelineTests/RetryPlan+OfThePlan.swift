import Messages

extension RetryPlan {
    /// The plan's own numbers.
    static let ofThePlan = RetryPlan(
        schedule: [.minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(12)], jitter: 0.2,
        deadline: .hours(24), overloadPenalty: .seconds(60), parkedEscalation: .hours(1), probeEvery: .seconds(30),
        breakerShare: 0.5, breakerCalls: 10, breakerWindow: .seconds(60), lease: .seconds(45),
        requestTimeout: .seconds(10))
}
