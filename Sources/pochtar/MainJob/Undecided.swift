import Messages
import Storage

/// What waits for a person to say which object of УТ 11 is meant, and what waits for that in turn.
struct Undecided: Sendable {
    /// So much is read of either.
    private static let most = 10_000

    /// The protocol of the unmatched.
    let items: [UnmatchedItem]
    /// Source objects that have not arrived, as the ledger names them.
    let objects: Set<String>

    /// Nothing is.
    init() {
        items = []
        objects = []
    }

    init(_ session: Session) throws {
        items = try session.unmatched(limit: Self.most)
        let standing = try session.queue(limit: Self.most).map(\.dispatch.source.description)
        objects = items.isEmpty ? [] : Set(standing + items.map(\.object.description))
    }
}
