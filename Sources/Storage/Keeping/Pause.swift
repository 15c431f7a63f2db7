package import Messages

/// A lane to a target that an operator has stopped.
package struct Pause: Sendable, Hashable {
    package let target: String
    package let lane: Lane
    package let reason: String
    package let at: Instant
    package let actor: String

    package init(target: String, lane: Lane, reason: String, at: Instant, actor: String) {
        self.target = target
        self.lane = lane
        self.reason = reason
        self.at = at
        self.actor = actor
    }
}
