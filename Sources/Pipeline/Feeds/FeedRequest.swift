package import Messages
package import Storage

/// What a system asks for that comes itself.
package struct FeedRequest: Sendable {
    /// So many items stand on a page, unless it is asked otherwise.
    package static let standardLimit = 100
    package static let limits = 1...1000

    package let receiver: String
    /// The cursor of the page that it has worked through; nil when it has none.
    package let since: String?
    /// The kinds that it wants; empty for all of them.
    package let kinds: Set<Change.Kind>
    package let limit: Int

    package init(receiver: String, since: String?, kinds: Set<Change.Kind>, limit: Int) {
        self.receiver = receiver
        self.since = since
        self.kinds = kinds
        self.limit = limit
    }
}

/// What it is given. Until it comes with `next`, it is given the very same again.
package struct FeedPage: Sendable {
    /// Each as JSON text.
    package let items: [String]
    package let next: String
    /// Whether more waits behind this page.
    package let hasMore: Bool
    /// The dispatches that ended because the page before was acknowledged, and when their messages had come.
    package let ended: [(lane: Lane, receivedAt: Instant)]
}
