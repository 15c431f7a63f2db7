package import Messages

/// A source attribute that comes filled and that no mapping reads or ignores.
package struct UnreadField: Sendable, Hashable {
    package let system: String
    package let type: String
    /// `НомерКарты`, `Товары.Серия`.
    package let path: String
    /// How many messages were mapped with it filled since the live revision was activated.
    package let messages: Int
    package let lastAt: Instant
    /// The last of them.
    package let messageID: String

    package init(
        system: String, type: String, path: String, messages: Int, lastAt: Instant, messageID: String
    ) {
        self.system = system
        self.type = type
        self.path = path
        self.messages = messages
        self.lastAt = lastAt
        self.messageID = messageID
    }
}
