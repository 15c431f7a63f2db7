package import Messages

/// What somebody is to do when a rule comes out in certain ways: a rate has no step to refuse.
///
///     then:
///       - { on: [behind], do: tell, whom: courier }
///       - { on: [missed], at: close, do: approve, whom: логист, escalate_after: 1h, escalate_to: начальник }
package struct Consequence: Sendable, Hashable {
    /// When it comes due.
    package enum Moment: String, Sendable, Hashable, CaseIterable {
        /// With the step.
        case step
        /// When the window closes.
        case close
    }

    /// What is to be done.
    package enum Deed: String, Sendable, Hashable, CaseIterable {
        /// Somebody is told, and needs to do nothing.
        case tell
        case askReason = "ask_reason"
        /// Somebody decides.
        case approve
        /// It stands in the report of what went wrong.
        case report
    }

    /// Cases of the rule's kind.
    package let cases: Set<String>
    package let moment: Moment
    package let deed: Deed
    /// A role or a person, as the policy writes it: `courier`, `логист`.
    package let whom: String
    /// After this long without an answer it goes to somebody else; nil for never.
    package let escalateAfter: Span?
    package let escalateTo: String?
}
