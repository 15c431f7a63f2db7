package import Messages

/// A dispatch that belongs to one sender until its lease ends.
package struct OutboxClaim: Sendable {
    /// As it was before the claim: `written` when only its posting is still to come.
    package let dispatch: Dispatch
    /// Grows with each claim: a sender that woke late finds that the row is no longer its own.
    package let token: Int
    /// By what the dispatch's content is compared with the next version's.
    package let fieldsHash: String
    package let correlationID: String
    /// When the message came in: from here on the delay is counted.
    package let receivedAt: Instant
    /// The source's version, and what people call the object.
    package let version: String
    package let presentation: String?
}
