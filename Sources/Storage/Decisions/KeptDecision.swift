package import Messages

/// What was decided about one step, with everything that it was decided by.
package struct KeptDecision: Sendable, Hashable {
    /// UUIDv7, of the moment when the facts came in.
    package let id: String
    /// When the step was done, as the facts say.
    package let at: Instant
    package let receivedAt: Instant
    package let step: String
    package let courier: String?
    /// The task that the step belongs to; nil for somebody's question.
    package let task: String?
    package let revision: RevisionID
    /// `pass`, `warn`, `unsure` or `fail`.
    package let outcome: String
    package let caller: String
    package let correlationID: String
    package let facts: JSON
    package let verdicts: JSON
    /// In words, line by line.
    package let explanation: [String]

    package init(
        id: String, at: Instant, receivedAt: Instant, step: String, courier: String?, task: String? = nil,
        revision: RevisionID,
        outcome: String, caller: String, correlationID: String, facts: JSON, verdicts: JSON, explanation: [String]
    ) {
        self.id = id
        self.at = at
        self.receivedAt = receivedAt
        self.step = step
        self.courier = courier
        self.task = task
        self.revision = revision
        self.outcome = outcome
        self.caller = caller
        self.correlationID = correlationID
        self.facts = facts
        self.verdicts = verdicts
        self.explanation = explanation
    }

    /// The verdicts without their figures and sentences: what is read of many decisions.
    var said: JSON {
        .array(
            (verdicts.array ?? []).map { verdict in
                .object(
                    (verdict.members ?? []).compactMap { member in
                        guard Self.gist.contains(member.name) else { return nil }
                        return member.name == "window" ? .init(member.name, true) : member
                    })
            })
    }

    private static let gist: Set<String> = ["rule", "verdict", "case", "mode", "window", "waiver"]
}
