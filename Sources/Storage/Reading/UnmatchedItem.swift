package import Messages

/// One line of the protocol of the unmatched: what only a person can match.
package struct UnmatchedItem: Sendable, Hashable {
    /// Nil where a lookup table must be mended, else the dispatch that waits for a choice.
    package let dispatchID: String?
    package let messageID: String
    package let object: ObjectKey
    package let presentation: String?
    package let target: String?
    package let targetType: String?
    package let reason: String?
    /// `{"field","value"}` of a lookup table, or `{"candidates":[{"reference","name"}]}`.
    package let detail: JSON?
    package let at: Instant
}
