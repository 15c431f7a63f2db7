package import Messages

/// A message that belongs to one sorter until its lease ends.
package struct InboxClaim: Sendable {
    package let message: Message
    package let lane: Lane
    /// Grows with each claim: a sorter that woke late finds that the row is no longer its own.
    package let token: Int
    /// Since when it waited to be claimed.
    package let due: Instant
}
