package import Messages

/// How far a feed has come. Counts messages, not requests.
package struct FeedProgress: Sendable, Hashable {
    package internal(set) var planned = 0
    /// Sent at least once.
    package internal(set) var sent = 0
    /// Answered with 2xx.
    package internal(set) var acknowledged = 0
    /// Acknowledged with a replayed answer, or as a duplicate of another message.
    package internal(set) var replayed = 0
    /// Given up after all tries.
    package internal(set) var failed = 0
    /// Requests that had to be sent again.
    package internal(set) var retried = 0
    package internal(set) var isDone = false
    /// What the last failure was.
    package internal(set) var lastFailure: String?

    package init() {}

    package var json: JSON {
        [
            "planned": JSON(planned), "sent": JSON(sent), "acknowledged": JSON(acknowledged),
            "replayed": JSON(replayed),
            "failed": JSON(failed), "retried": JSON(retried), "done": .bool(isDone), "last_failure": JSON(lastFailure),
        ]
    }
}
