package import Messages

/// Something that will not go on by itself: a message that could not be mapped, or a dispatch that was refused or died.
package struct DeadLetter: Sendable, Hashable {
    /// Nil for a message that could not be mapped.
    package let dispatchID: String?
    package let messageID: String
    package let object: ObjectKey
    package let presentation: String?
    package let target: String?
    package let targetType: String?
    /// `unmatched`, `rejected`, `failed`, `refused` or `dead`.
    package let state: String
    package let reason: String?
    package let attempts: Int
    package let revision: RevisionID?
    package let at: Instant
}
