package import Messages

/// How much of one lane waits in one state, and since when.
package struct QueueDepth: Sendable, Hashable {
    package let lane: Lane
    /// `unsorted` for messages that were not mapped yet, else a dispatch state.
    package let state: String
    package let count: Int
    /// When the oldest of them was set on its way.
    package let oldest: Instant
}
