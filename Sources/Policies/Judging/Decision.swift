package import Messages
import Scripts

/// What all rules together say of a step.
package struct Decision: Sendable, Hashable {
    /// What becomes of the step.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case pass
        /// It goes through, and the courier is told.
        case warn
        /// It goes no further before something else is known.
        case unsure
        /// It does not go through.
        case fail
    }

    package let revision: RevisionID
    package let facts: StepFacts
    /// Of the rules that were asked, in the order of files and rules.
    package let verdicts: [Verdict]

    /// Only rules that are enforced hold a step up; a shadow says nothing.
    package var outcome: Outcome {
        let enforced = verdicts.lazy.filter { $0.mode == .enforce }.map(\.ruling)
        if enforced.contains(.fail) { return .fail }
        if enforced.contains(.unsure) { return .unsure }
        return verdicts.contains { $0.mode == .warn && $0.ruling != .pass } ? .warn : .pass
    }

    package var json: JSON {
        [
            "revision": .string(revision.description), "step": .string(facts.step.rawValue),
            "outcome": .string(outcome.rawValue), "verdicts": .array(verdicts.map(\.json)),
        ]
    }
}
