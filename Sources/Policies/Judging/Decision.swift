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

    /// Only rules that are enforced hold a step up; a shadow and a waived rule say nothing.
    package var outcome: Outcome {
        let holding = verdicts.lazy.filter(\.holds).map(\.ruling)
        if holding.contains(.fail) { return .fail }
        if holding.contains(.unsure) { return .unsure }
        return verdicts.contains(where: \.warns) ? .warn : .pass
    }

    package var json: JSON {
        [
            "revision": .string(revision.description), "step": .string(facts.step.rawValue),
            "outcome": .string(outcome.rawValue), "verdicts": .array(verdicts.map(\.json)),
        ]
    }
}
