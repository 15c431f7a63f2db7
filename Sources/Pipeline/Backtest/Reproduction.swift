import Messages
import Scripts
import Storage

/// Whether the live revision answers to a message what was written down when the message was mapped last. Only then
/// does it say anything that a candidate answers otherwise.
enum Reproduction: Sendable {
    case exact
    /// The revision that stands in the history is the live one, and its answer was another. By mapping.
    case different([(mapping: String, changes: [AnswerChange])])
    /// Another object that it read has changed since.
    case outdated
    /// It was mapped under another revision.
    case ofAnotherRevision
    /// It was not mapped yet.
    case unmapped

    /// - Parameters:
    ///   - sorted: what the live revision answers now.
    ///   - ordinals: the versions of other objects that it read for that.
    init(
        of entry: HistoryPage.Entry, by sorted: Sorted, mappings: [Mapping], reading ordinals: [ObjectKey: Int?]
    ) {
        guard let sorting = entry.sorting, sorting.outcome != .stale, sorting.outcome != .superseded else {
            self = .unmapped
            return
        }
        guard sorting.revision == sorted.revision else {
            self = .ofAnotherRevision
            return
        }
        var found: [(mapping: String, changes: [AnswerChange])] = []
        if sorting.outcome != sorted.outcome {
            let change = AnswerChange(
                kind: .outcome(from: sorting.outcome.rawValue, to: sorted.outcome.rawValue),
                before: sorting.reason ?? "", after: sorted.reason ?? "")
            found.append((mappings.first?.file ?? entry.message.key.type, [change]))
        }
        for share in sorted.shares {
            let changes = Self.changes(share, entry)
            if changes.isEmpty { continue }
            found.append((mappings.first { $0.target == share.target }?.file ?? share.target, changes))
        }
        let isOutdated = entry.read.contains { key, ordinal in ordinals[key].map { $0 != ordinal } ?? false }
        self = found.isEmpty ? .exact : isOutdated ? .outdated : .different(found)
    }

    private static func changes(_ share: Sorted.Share, _ entry: HistoryPage.Entry) -> [AnswerChange] {
        let removed = Set(entry.known.filter { $0.target == share.target && $0.isRemoved }.map(\.slot))
        let stored = Dictionary(
            entry.slots.filter { $0.target == share.target && !removed.contains($0.slot) }.map { ($0.slot, $0) }
        ) { first, _ in first }
        if share.wait != nil {
            let isWaiting = share.slots.first.flatMap { stored[$0.name] }?.fieldsHash.isEmpty ?? true
            return isWaiting
                ? [] : [AnswerChange(kind: .outcome(from: "объекты", to: "ожидание"), before: "", after: "")]
        }
        var changes: [AnswerChange] = []
        for object in share.objects {
            let known = entry.known.first {
                $0.target == share.target && $0.slot == object.slot && $0.messageID == entry.message.id
            }
            guard let hash = stored[object.slot]?.fieldsHash ?? known?.fieldsHash else {
                // What was somebody else's object before is not written down again.
                if !object.isShared {
                    changes.append(AnswerChange(kind: .slotAppeared(object.slot), before: "", after: ""))
                }
                continue
            }
            let hashes = hashes(of: object)
            // Written and not yet posted, it is compared with nothing.
            if hash.isEmpty && stored[object.slot] == nil || hashes.contains(hash) { continue }
            changes.append(
                AnswerChange(
                    kind: .fieldChanged(object.slot), before: String(hash.prefix(12)),
                    after: String(hashes[0].prefix(12))))
        }
        let present = Set(share.objects.map(\.slot))
        for slot in stored.keys.sorted() where !present.contains(slot) {
            changes.append(AnswerChange(kind: .slotVanished(slot), before: "", after: ""))
        }
        return changes
    }

    /// The hashes under which an answer may have been written down: which of its deferred references were known then,
    /// and whether its posting had to wait, is not the mapping's doing.
    static func hashes(of object: MappedObject) -> [String] {
        let deferred = object.deferred
        let choices = deferred.count <= 6 ? Array(0..<(1 << deferred.count)) : [0, (1 << deferred.count) - 1]
        return choices.flatMap { choice in
            let known = Set(deferred.indices.filter { choice & (1 << $0) != 0 }.map { deferred[$0] })
            return (object.conditions.isEmpty ? [true] : [true, false]).map { isMet in
                SlotPlan.hash(object.settled(knowing: { known.contains($0) }, confirming: { _ in isMet }))
            }
        }
    }
}
