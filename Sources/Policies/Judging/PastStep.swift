package import Messages

/// A step that was done, as it is judged again.
package struct PastStep: Sendable, Hashable {
    /// Its own name: what comes twice is counted once.
    package let event: String
    package let facts: StepFacts
    /// When its facts came in; nil for in time.
    package let receivedAt: Instant?
    /// Whether it went through then; nil where what is said of it now decides.
    package let wasDone: Bool?

    /// - Parameter id: its name where the device gave it none.
    package init(id: String, facts: StepFacts, receivedAt: Instant? = nil, wasDone: Bool? = nil) {
        event = facts.event ?? id
        self.facts = facts
        self.receivedAt = receivedAt
        self.wasDone = wasDone
    }
}
