/// What the nodes of one store tell each other, so that nobody has to look all the time. News may come late, twice or
/// not at all: whoever waits for it looks by itself too, now and then.
package enum News: String, Sendable, CaseIterable {
    /// Messages wait to be mapped.
    case inbox
    /// Dispatches wait to be sent.
    case outbox
    /// Another revision is live.
    case revision

    /// The name under which PostgreSQL passes it on.
    var channel: String { "pochtar_\(rawValue)" }
}
