package import Messages
package import Storage

/// What a mutating request under an idempotency key came to.
package enum CommitAnswer: Sendable {
    /// The effect happened now, at this moment: the answer's date, then and at every replay.
    case first(Reply, at: Instant)
    /// It happened before; this is what was answered then.
    case replayed(StoredReply)
    /// The key was used for another request: nothing happened.
    case mismatch(StoredReply)
    /// The same key is being worked on this moment: nothing happened.
    case inProgress
}
