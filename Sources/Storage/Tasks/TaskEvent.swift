package import Messages

/// Something that a courier did, or tried to do, about a task.
package struct TaskEvent: Sendable, Hashable {
    /// What became of it.
    package enum Result: String, Sendable, Hashable, CaseIterable {
        case done
        /// The policies want something else first: a photo, a reason, a person's decision.
        case waiting
        case refused
        /// It waited, and a later one was done in its place.
        case replaced
    }

    /// UUIDv7.
    package let id: String
    package let task: String
    /// Its own name, given by the device.
    package let event: String
    /// When it was done, by the device's clock.
    package let at: Instant
    package let receivedAt: Instant
    /// `handed_over`.
    package let step: String
    package var result: Result
    /// The task's state after it.
    package var state: CourierTask.State
    package let actor: String
    package let correlationID: String
    /// What came, without coordinates.
    package let payload: JSON
    /// Where it was done; nil when nobody said, and once coordinates are forgotten (E-25).
    package let place: JSON?
    package var decision: String
    /// Who let a waiting step through, and why.
    package var approvedBy: String?
    package var approval: String?

    package init(
        id: String, task: String, event: String, at: Instant, receivedAt: Instant, step: String, result: Result,
        state: CourierTask.State, actor: String, correlationID: String, payload: JSON, place: JSON?, decision: String,
        approvedBy: String? = nil, approval: String? = nil
    ) {
        self.id = id
        self.task = task
        self.event = event
        self.at = at
        self.receivedAt = receivedAt
        self.step = step
        self.result = result
        self.state = state
        self.actor = actor
        self.correlationID = correlationID
        self.payload = payload
        self.place = place
        self.decision = decision
        self.approvedBy = approvedBy
        self.approval = approval
    }
}
