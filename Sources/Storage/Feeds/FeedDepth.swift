package import Messages

/// How much of one kind waits for a system to come for it, and since when.
package struct FeedDepth: Sendable, Hashable {
    package let receiver: String
    package let kind: Change.Kind
    package let count: Int
    package let oldest: Instant
    /// When the receiver came last; nil when it never did.
    package let pulledAt: Instant?
}
