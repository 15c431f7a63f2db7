package import Messages

/// One change that a request made in УТ 11. A request that changes nothing has no effect.
package struct Effect: Sendable, Hashable {
    /// What was done to the object.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case created
        /// Its content became another.
        case changed
        case posted
        case unposted
        /// Marked for deletion.
        case marked
        case unmarked
        /// Physically deleted.
        case deleted
    }

    package let kind: Kind
    /// Counts all effects of the stand from 1: which came first.
    package let ordinal: Int
    package let at: Instant
    /// The request's `Idempotency-Key`.
    package let key: String?
    /// The object's content after it.
    package let hash: ContentHash
}
