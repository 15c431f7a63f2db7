package import Messages
package import Storage

/// What became of a step, for the courier who did it.
package struct StepAnswer: Sendable {
    package let task: CourierTask
    package let event: TaskEvent
    package let decision: KeptDecision

    /// Rules that did not let it through, or want something: as `verdicts` of the decision has them.
    package var objections: [JSON] {
        (decision.verdicts.array ?? []).filter { verdict in
            verdict["verdict"]?.string != "pass" && verdict["mode"]?.string == "enforce"
                && verdict["waiver"] == nil && verdict["answered"] == nil && verdict["window"] == nil
        }
    }
}
