import Messages

/// Keeps senders from a target that is down, and lets them back in step by step: 1, 2, 4, 8 at once.
///
/// A value: it is told what happened and when, and says what changed; it does nothing itself.
struct Breaker: Sendable {
    enum Change: Sendable, Hashable {
        case opened(reason: String)
        case closed
    }

    private enum State: Sendable {
        case closed
        case open(nextProbe: Instant)
        /// Closed again; `limit` may be in flight, and doubles when as many have succeeded.
        case ramping(limit: Int, successes: Int)
    }

    private let plan: RetryPlan
    private let full: Int
    private var state = State.closed
    /// The calls within the window: when, and whether each failed.
    private var calls: [(at: Instant, failed: Bool)] = []

    /// - Parameter full: how many may be in flight when all is well.
    init(plan: RetryPlan, full: Int) {
        self.plan = plan
        self.full = full
    }

    /// A breaker that is open from the start: the node came up in the middle of an outage.
    static func open(plan: RetryPlan, full: Int, at now: Instant) -> Breaker {
        var breaker = Breaker(plan: plan, full: full)
        breaker.state = .open(nextProbe: now)
        return breaker
    }

    var isOpen: Bool {
        if case .open = state { true } else { false }
    }

    /// How many deliveries may be in flight now.
    var allowance: Int {
        switch state {
        case .closed: full
        case .open: 0
        case .ramping(let limit, _): limit
        }
    }

    /// Whether the target should be asked now whether it is back.
    func wantsProbe(at now: Instant) -> Bool {
        if case .open(let nextProbe) = state { nextProbe <= now } else { false }
    }

    /// A delivery reached the target, whatever it answered.
    mutating func reached(at now: Instant) {
        count(failed: false, at: now)
        guard case .ramping(let limit, let successes) = state else { return }
        if successes + 1 < limit {
            state = .ramping(limit: limit, successes: successes + 1)
        } else {
            state = limit * 2 >= full ? .closed : .ramping(limit: limit * 2, successes: 0)
        }
    }

    /// A delivery failed for the target's sake.
    mutating func failed(at now: Instant, reason: String) -> Change? {
        count(failed: true, at: now)
        switch state {
        case .open: return nil
        case .ramping: return open(at: now, reason: reason)
        case .closed:
            let failures = calls.count { $0.failed }
            guard calls.count >= plan.breakerCalls,
                Double(failures) >= plan.breakerShare * Double(calls.count)
            else { return nil }
            return open(at: now, reason: reason)
        }
    }

    /// The target lets nobody in: one such answer is enough.
    mutating func shutOut(at now: Instant, reason: String) -> Change? {
        isOpen ? nil : open(at: now, reason: reason)
    }

    /// What a probe said.
    mutating func probed(isUp: Bool, at now: Instant) -> Change? {
        guard isOpen else { return nil }
        guard isUp else {
            state = .open(nextProbe: now + plan.probeEvery)
            return nil
        }
        state = .ramping(limit: 1, successes: 0)
        calls = []
        return .closed
    }

    private mutating func open(at now: Instant, reason: String) -> Change {
        state = .open(nextProbe: now + plan.probeEvery)
        calls = []
        return .opened(reason: reason)
    }

    private mutating func count(failed: Bool, at now: Instant) {
        let start = now - plan.breakerWindow
        calls.removeAll { $0.at < start }
        calls.append((now, failed))
    }
}
