/// When a failed send is tried again, and when waiting becomes somebody's business (`policies/retry.yaml`).
package struct RetryPlan: Sendable, Hashable {
    /// Waits between tries: 1 min, 5 min, 15 min, 1 h, 3 h, 12 h.
    package let schedule: [Span]
    /// Each wait is stretched or shortened at random by up to this share: 0.2 is ±20 %.
    package let jitter: Double
    /// How much reachable time a dispatch has before it is dead (E-09).
    package let deadline: Span
    /// The least wait after an answer 429 or a timeout.
    package let overloadPenalty: Span
    /// How long a dispatch may wait for a dependency before the operator is told.
    package let parkedEscalation: Span
    /// How often a target that is down is asked whether it is back.
    package let probeEvery: Span
    /// The breaker opens when at least this share of at least `breakerCalls` calls within `breakerWindow` failed.
    package let breakerShare: Double
    package let breakerCalls: Int
    package let breakerWindow: Span
    /// How long a claimed dispatch belongs to its worker.
    package let lease: Span
    /// How long one request to a target may take.
    package let requestTimeout: Span

    package init(
        schedule: [Span], jitter: Double, deadline: Span, overloadPenalty: Span, parkedEscalation: Span,
        probeEvery: Span, breakerShare: Double, breakerCalls: Int, breakerWindow: Span, lease: Span,
        requestTimeout: Span
    ) {
        precondition(lease.milliseconds > 2 * requestTimeout.milliseconds, "a lease outlives two requests (E-20)")
        self.schedule = schedule
        self.jitter = jitter
        self.deadline = deadline
        self.overloadPenalty = overloadPenalty
        self.parkedEscalation = parkedEscalation
        self.probeEvery = probeEvery
        self.breakerShare = breakerShare
        self.breakerCalls = breakerCalls
        self.breakerWindow = breakerWindow
        self.lease = lease
        self.requestTimeout = requestTimeout
    }
}
