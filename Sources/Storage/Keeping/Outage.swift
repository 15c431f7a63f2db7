package import Messages

/// A time in which a target could not be reached, or let nobody in: one fact, not a thousand failures.
package struct Outage: Sendable, Hashable {
    package let target: String
    package let beganAt: Instant
    /// Nil while it lasts.
    package let endedAt: Instant?
    /// In Russian.
    package let reason: String

    package init(target: String, beganAt: Instant, endedAt: Instant? = nil, reason: String) {
        self.target = target
        self.beganAt = beganAt
        self.endedAt = endedAt
        self.reason = reason
    }
}
