import Messages
import Scripts
import Storage

/// What the mappings of one message answered, before anything is written down.
struct Sorted: Sendable {
    /// One target's share of the answer.
    struct Share: Sendable {
        let target: String
        /// The slots that the mapping declares, in writing order.
        let slots: [Slot]
        let objects: [MappedObject]
        /// An object that the mapping reads and that has not come: nothing can be said of the slots before it has.
        var wait: Reference?
    }

    let revision: RevisionID
    /// The targets whose mapping returned objects (or the empty set).
    let shares: [Share]
    /// Versions of other objects that the mappings read; nil for one that has not come.
    let read: [ObjectKey: Int?]
    /// Filled attributes that no mapping of the message read or ignores.
    let unread: Set<String>
    /// What is not objects: skips, faults. The gravest decides what is said of the message.
    let verdicts: [Verdict]
    /// The rule by which its system is not the one that owns the object's kind: no mapping was asked.
    var refusedBy: MasterPlan.Rule?

    /// A mapping's answer that is no set of objects.
    struct Verdict: Sendable {
        let outcome: Sorting.Outcome
        let reason: String
        let detail: JSON?
    }

    /// How the message as a whole is written down.
    var outcome: Sorting.Outcome {
        for outcome in [Sorting.Outcome.failed, .rejected, .unmatched]
        where verdicts.contains(where: { $0.outcome == outcome }) {
            return outcome
        }
        if !shares.isEmpty { return .mapped }
        return verdicts.isEmpty ? .kept : .skipped
    }

    /// The sentences of the verdicts that count.
    var reason: String? {
        let outcome = outcome
        let sentences = verdicts.filter { $0.outcome == outcome }.map(\.reason)
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    var detail: JSON? {
        let outcome = outcome
        return verdicts.first { $0.outcome == outcome }?.detail
    }
}
