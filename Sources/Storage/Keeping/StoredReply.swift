package import Messages

/// The answer that was given under an idempotency key.
package struct StoredReply: Sendable, Hashable {
    package let fingerprint: String
    package let reply: Reply
    package let correlationID: String
    package let createdAt: Instant
}
