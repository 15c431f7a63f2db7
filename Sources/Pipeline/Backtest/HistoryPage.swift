import Messages
import Storage

/// Some objects of the store with what was written down when they were mapped last. One consistent view.
struct HistoryPage: Sendable {
    /// How many objects one page has: enough to keep the scripts busy, and little to hold.
    static let size = 200

    /// One object.
    struct Entry: Sendable {
        let message: Message
        let sorting: Sorting?
        let slots: [MappedSlot]
        let known: [CrossReference]
        /// Versions of other objects that were read.
        let read: [ObjectKey: Int]
    }

    let entries: [Entry]

    /// The page that comes after an object.
    init(_ selection: HistorySelection, after: ObjectKey?, in session: Session) throws {
        let messages = try session.latestMessages(selection, after: after, limit: Self.size)
        let (ids, keys) = (messages.map(\.id), messages.map(\.key))
        let sortings = try session.sortings(of: ids)
        let slots = try session.mappedSlots(of: ids)
        let known = try session.crossReferences(of: keys)
        let read = try session.needs(of: keys)
        entries = messages.map { message in
            Entry(
                message: message, sorting: sortings[message.id], slots: slots[message.id] ?? [],
                known: (known[message.key] ?? [:]).values.flatMap(\.self), read: read[message.key] ?? [:])
        }
    }
}
