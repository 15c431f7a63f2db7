package import Messages

/// Which dead letters are meant; nil leaves a side open.
package struct DeadLetterFilter: Sendable, Hashable {
    package var state: String?
    package var type: String?
    package var target: String?
    /// A part of the reason's text; Latin letters are the same in either case.
    package var reason: String?
    package var messageID: String?
    package var since: Instant?
    package var until: Instant?

    package init(
        state: String? = nil, type: String? = nil, target: String? = nil, reason: String? = nil,
        messageID: String? = nil, since: Instant? = nil, until: Instant? = nil
    ) {
        self.state = state
        self.type = type
        self.target = target
        self.reason = reason
        self.messageID = messageID
        self.since = since
        self.until = until
    }
}
