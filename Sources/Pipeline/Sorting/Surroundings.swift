import Messages
import Scripts
import Storage

/// What the store knows around a set of messages that is being settled: read at once, and unchanged until the
/// transaction ends.
struct Surroundings: Sendable {
    /// What the targets have of the messages' own objects.
    let known: [ObjectKey: [String: [CrossReference]]]
    /// What is still on its way of them.
    let standing: [ObjectKey: [String: [StandingDispatch]]]
    /// What the targets have of the objects that they refer to.
    let resolved: [TargetedReference: String]
    /// What the targets have confirmed of the objects that postings wait for.
    let confirmed: Set<TargetedReference>

    /// Locks the messages' own objects, and those of the missing references: else one of them could be confirmed after
    /// it was found missing, and before anybody could see that somebody waits for it. Locks what the mappings read,
    /// too: a newer version of it is settled after this, and then sees who read the older one.
    init(of settlements: [Settlement], in session: Session) throws {
        let keys = settlements.map(\.claim.message.key)
        let wanted = Set(settlements.flatMap(\.sorted.references))
        let found = try session.resolve(wanted)
        let missing = wanted.filter { found[$0] == nil }
        let conditions = Set(settlements.flatMap(\.sorted.conditions))
        let read = settlements.flatMap { $0.sorted.read.keys }
        try session.lockObjects(keys + missing.union(conditions).map(\.reference.source) + read)
        resolved = missing.isEmpty ? found : found.merging(try session.resolve(missing)) { first, _ in first }
        confirmed = conditions.isEmpty ? [] : try session.confirmed(among: conditions)
        known = try session.crossReferences(of: keys)
        standing = try session.standing(of: keys)
    }
}

extension Surroundings {
    /// What a target has of the object that is referred to; nil when it has nothing.
    func resolved(_ reference: Reference, in target: String) -> String? {
        resolved[TargetedReference(reference, target: target)]
    }

    /// Whether a target has confirmed the object that is referred to.
    func isConfirmed(_ reference: Reference, in target: String) -> Bool {
        confirmed.contains(TargetedReference(reference, target: target))
    }
}

extension Sorted {
    /// What the answer's postings wait for.
    fileprivate var conditions: [TargetedReference] {
        shares.flatMap { share in
            share.objects.flatMap(\.conditions).map { TargetedReference($0, target: share.target) }
        }
    }

    /// What the answer refers to, for each target.
    fileprivate var references: [TargetedReference] {
        shares.flatMap { share in
            share.objects.flatMap { $0.references + $0.deferred }.map { TargetedReference($0, target: share.target) }
        }
    }
}
