import Messages
import Scripts
import Storage

/// What the store knows around a set of messages that is being settled: read at once, and unchanged until the
/// transaction ends.
struct Surroundings: Sendable {
    /// What the targets have of the messages' own objects.
    private(set) var known: [ObjectKey: [String: [CrossReference]]]
    /// What is still on its way of them.
    let standing: [ObjectKey: [String: [StandingDispatch]]]
    /// What the targets have of the objects that they refer to.
    let resolved: [TargetedReference: String]
    /// What the targets have confirmed of the objects that postings wait for.
    let confirmed: Set<TargetedReference>
    /// Where the messages' own objects came from, when they were brought to their systems.
    let origins: [ObjectKey: [CrossReference]]
    /// What the targets have told of their objects that are known to be the messages'.
    private(set) var said: [ObjectKey: Message] = [:]

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
        guard let back = settlements.first?.back, back.isOpen || settlements.contains(where: \.isRefused) else {
            origins = [:]
            return
        }
        origins = try session.origins(of: Set(keys))
        guard back.isOpen else { return }
        for settlement in settlements { addKin(of: settlement) }
        said = try session.latestVersions(of: objectsThere(of: settlements))
        try inferKin(of: settlements, in: session)
    }

    /// Objects of the targets that are the messages' own, although nobody has written them yet for a message's sake:
    /// the message's object was made from them.
    private mutating func addKin(of settlement: Settlement) {
        let key = settlement.message.key
        for share in settlement.sorted.shares {
            var origins = (origins[key] ?? []).filter { $0.source.system == share.target && !$0.isShared }
            let present = known[key]?[share.target] ?? []
            origins.removeAll { origin in present.contains { $0.reference == origin.source.id } }
            for slot in share.slots where !present.contains(where: { $0.slot == slot.name }) {
                guard let place = origins.firstIndex(where: { $0.source.type == slot.type }) else { continue }
                let origin = origins.remove(at: place)
                add(.kin(key, share.target, slot, reference: origin.source.id, isRemoved: origin.isRemoved))
            }
        }
    }

    /// A slot that nothing is known of, while another slot of the same answer refers to it and the target has told what
    /// stands there: that is the object. (УТ 11 tells of a контрагент of its own; its партнер is the one it names.)
    private mutating func inferKin(of settlements: [Settlement], in session: Session) throws {
        var candidates: [(kin: CrossReference, object: ObjectKey)] = []
        for settlement in settlements {
            for share in settlement.sorted.shares {
                candidates += unknownSlots(of: share, settlement).map { kin in
                    (kin, ObjectKey(system: share.target, type: kin.targetType, id: kin.reference))
                }
            }
        }
        guard !candidates.isEmpty else { return }
        let owners = try session.origins(of: Set(candidates.map(\.object)))
        let free = candidates.filter { candidate in
            !(owners[candidate.object] ?? []).contains { $0.source.system == candidate.kin.source.system }
        }
        for candidate in free { add(candidate.kin) }
        said.merge(try session.latestVersions(of: Set(free.map(\.object)))) { first, _ in first }
    }

    private func unknownSlots(of share: Sorted.Share, _ settlement: Settlement) -> [CrossReference] {
        let key = settlement.message.key
        let present = known[key]?[share.target] ?? []
        let missing = share.slots.filter { slot in !present.contains { $0.slot == slot.name } }
        guard !missing.isEmpty else { return [] }
        return share.objects.flatMap { object -> [CrossReference] in
            guard let there = present.first(where: { $0.slot == object.slot }),
                let told = utterance(there, settlement.back),
                let fields = try? JSONReader.read(object.content.utf8).members
            else { return [] }
            return fields.compactMap { field in
                guard let slot = missing.first(where: { field.value["$own"]?.string == $0.name }),
                    let reference = told.reference(in: field.name), reference.id != GUID.empty,
                    reference.type ?? slot.type == slot.type
                else { return nil }
                return .kin(key, share.target, slot, reference: reference.id, isRemoved: false)
            }
        }
    }

    private mutating func add(_ kin: CrossReference) {
        known[kin.source, default: [:]][kin.target, default: []].append(kin)
    }

    /// The targets' objects that are known to be the messages'.
    private func objectsThere(of settlements: [Settlement]) -> Set<ObjectKey> {
        var found: Set<ObjectKey> = []
        for settlement in settlements {
            for share in settlement.sorted.shares {
                for known in known[settlement.message.key]?[share.target] ?? [] where !known.isShared {
                    found.insert(ObjectKey(system: share.target, type: known.targetType, id: known.reference))
                }
            }
        }
        return found
    }
}

extension Surroundings {
    /// What a target has told of an object that is a message's; nil when it has told nothing.
    func utterance(_ known: CrossReference, _ back: ReturnPath) -> Utterance? {
        said[ObjectKey(system: known.target, type: known.targetType, id: known.reference)].map {
            Utterance($0, type: back.type(known.targetType, of: known.target))
        }
    }

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
