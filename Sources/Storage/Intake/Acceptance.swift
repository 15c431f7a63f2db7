/// What became of an arrival.
package enum Acceptance: Sendable, Hashable {
    /// A new version: durable, and on its way.
    case accepted(messageID: String)
    /// Older than the latest version known: kept and journalled, not sent (E-02).
    case stale(messageID: String)
    /// The same version was there before (E-01). `differs` when its content was not the same: the source's mistake.
    case duplicate(of: String, differs: Bool)

    /// The message that stands for the version.
    package var messageID: String {
        switch self {
        case .accepted(let id), .stale(let id): id
        case .duplicate(let id, _): id
        }
    }
}
