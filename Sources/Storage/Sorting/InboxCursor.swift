package import Messages

/// Where a claimer of the inbox looks next. Rows that are done may stand in its way for as long as somebody holds an
/// old snapshot (a report, a stuck session): it goes on from where it was, and looks at the whole only now and then,
/// for what was given back, or was committed late.
package struct InboxCursor: Sendable {
    /// How much older than the newest claimed message a message may be that comes in late.
    private static let margin = Span.seconds(2)
    /// How often the whole inbox is looked at.
    private static let sweep = Span.seconds(1)

    private var newest: Instant?
    private var sweptAt: Instant?

    package init() {}

    /// From which due time on to look now; nil for the whole.
    package mutating func floor(at now: Instant) -> Instant? {
        guard let newest, let sweptAt, now - sweptAt < Self.sweep else {
            sweptAt = now
            return nil
        }
        return newest - Self.margin
    }

    /// Learns what was claimed. When that was nothing, the next look is at the whole.
    package mutating func claimed(_ claims: [InboxClaim]) {
        guard let last = claims.map(\.due).max() else {
            newest = nil
            return
        }
        newest = max(newest ?? last, last)
    }
}
