import Messages

/// When a failed dispatch is tried again, or that it is dead: a pure function of the plan and of what happened.
struct RetrySchedule: Sendable {
    enum Decision: Sendable, Hashable {
        case again(Instant)
        case dead
    }

    let plan: RetryPlan

    /// - Parameters:
    ///   - attempts: tries so far, the one that just failed included.
    ///   - isOverload: the target asked to be spared, or did not answer in time.
    ///   - retryAfter: what the target asked for, if it did.
    ///   - unreachable: how long the target could not be reached since the dispatch was made; it does not count (E-09).
    ///   - chance: between 0 and 1, for the jitter.
    func decide(
        attempts: Int, createdAt: Instant, now: Instant, unreachable: Span, isOverload: Bool, retryAfter: Span?,
        chance: Double
    ) -> Decision {
        let deadline = createdAt + plan.deadline + unreachable
        guard now < deadline else { return .dead }
        let base = plan.schedule[min(max(attempts, 1), plan.schedule.count) - 1]
        var wait = base * (1 + plan.jitter * (chance * 2 - 1))
        if let retryAfter { wait = min(max(retryAfter, base), base * 2) }
        if isOverload { wait = max(wait, plan.overloadPenalty) }
        // One last try stands at the deadline itself, and not twelve hours behind it.
        return .again(min(now + wait, deadline))
    }
}
