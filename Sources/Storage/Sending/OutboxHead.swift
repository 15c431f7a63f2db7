package import Messages

/// A dispatch that is due and at the head of its object.
package struct OutboxHead: Sendable {
    package let dispatchID: String
    package let lane: Lane
    /// How often it was claimed before.
    package let token: Int
    package let due: Instant
}
