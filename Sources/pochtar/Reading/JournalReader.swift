import Messages
import Storage

/// Reads the journal from its end and then what is added. Entries of several writers may appear a moment out of
/// order: a stretch that was shown is looked through again each time.
struct JournalReader {
    /// How many shown entries are looked through again.
    private static let overlap = 200
    private static let page = 1000

    let store: Store
    let object: String?
    let message: String?
    let kind: JournalKind?

    private var shown: [String] = []

    init(store: Store, object: String?, message: String?, kind: JournalKind?) {
        self.store = store
        self.object = object
        self.message = message
        self.kind = kind
    }

    /// The newest entries, oldest of them first.
    mutating func tail(_ limit: Int) async throws -> [JournalEntry] {
        let (object, message, kind) = (object, message, kind)
        let entries = try await store.read { session in
            try session.journalTail(object: object, message: message, kind: kind, limit: limit)
        }
        return note(entries.reversed())
    }

    /// What was added since.
    mutating func news() async throws -> [JournalEntry] {
        let (object, message, kind) = (object, message, kind)
        let cursor = shown.count < Self.overlap ? shown.first : shown[shown.count - Self.overlap]
        let entries = try await store.read { session in
            try session.journal(after: cursor, object: object, message: message, kind: kind, limit: Self.page)
        }
        let known = Set(shown)
        return note(entries.filter { !known.contains($0.id) })
    }

    private mutating func note(_ entries: [JournalEntry]) -> [JournalEntry] {
        shown += entries.map(\.id)
        shown = shown.suffix(2 * Self.overlap)
        return entries
    }
}
