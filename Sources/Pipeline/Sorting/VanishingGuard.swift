import Messages
import Scripts
import Storage

/// Stops a mapping whose revision makes too much of what was written vanish: one wrong `if` would otherwise unpost a
/// year of documents in a minute (E-05). What it stops waits in the inbox until an operator approves, or another
/// revision is in force.
struct VanishingGuard {
    /// More objects than this, of one mapping under one revision within an hour, and it is stopped.
    static let mostObjects = 5
    static let window = Span.hours(1)
    /// How long a stopped message waits before it is looked at again.
    static let pause = Span.seconds(15)

    /// Of mappings that were ever stopped, whether they were let go on.
    private var approvals: [MappingKey: Bool]

    init(in session: Session) throws {
        approvals = try session.approvals()
    }

    /// The settlements that may go on; the others go back.
    mutating func admitted(
        _ settlements: [Settlement], among surroundings: Surroundings, in session: Session
    ) throws -> [Settlement] {
        var admitted: [Settlement] = []
        for settlement in settlements {
            if try isStopped(settlement, among: surroundings, in: session) {
                try session.returnToInbox(settlement.claim, due: settlement.at + Self.pause)
            } else {
                admitted.append(settlement)
            }
        }
        return admitted
    }

    private mutating func isStopped(
        _ settlement: Settlement, among surroundings: Surroundings, in session: Session
    ) throws -> Bool {
        let message = settlement.message
        for share in settlement.sorted.shares {
            let mapping = MappingKey(
                revision: settlement.sorted.revision, target: share.target, system: message.key.system,
                type: message.key.type)
            if let isApproved = approvals[mapping] {
                if !isApproved { return true }
                continue
            }
            guard message.operation == .upsert, share.wait == nil, share.vanishes(surroundings, message.key) else {
                continue
            }
            let objects = try session.noteVanishing(
                mapping, of: message.key.id, at: settlement.at, since: settlement.at - Self.window)
            guard objects > Self.mostObjects, try session.hold(mapping, at: settlement.at) else { continue }
            approvals[mapping] = false
            try session.note(
                JournalEntry(
                    at: settlement.at, kind: .paused, object: message.key, messageID: message.id,
                    target: share.target, revision: settlement.sorted.revision,
                    summary:
                        "Маппинг \(mapping.system).\(mapping.type) → \(mapping.target) остановлен: по этой ревизии "
                        + "за час исчезает уже \(objects) записанных объектов. Проверьте маппинг; если так и надо — "
                        + "pochtar mapping approve"))
            return true
        }
        return false
    }
}

extension Sorted.Share {
    /// Whether something that was written for the object is not among what the mapping answers now.
    fileprivate func vanishes(_ surroundings: Surroundings, _ key: ObjectKey) -> Bool {
        let present = Set(objects.map(\.slot))
        return (surroundings.known[key]?[target] ?? []).contains { known in
            !known.isRemoved && !known.isShared && !present.contains(known.slot)
        }
    }
}
