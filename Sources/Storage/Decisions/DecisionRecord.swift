package import Messages

/// What is needed of a decision to judge its step again: the facts, and what was said of them.
package struct DecisionRecord: Sendable, Hashable {
    package let id: String
    /// When the step was done.
    package let at: Instant
    package let receivedAt: Instant
    package let outcome: String
    package let facts: JSON
    /// Of each verdict: `rule`, `verdict`, `case`, `mode`, and whether there was a `window`, a `waiver`.
    package let said: JSON
}
