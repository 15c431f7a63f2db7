import Messages
import Scripts
import Storage

/// What mappings read of other objects (E-04): nothing is settled by a version that is no longer the latest, what is
/// not there is waited for, and who read an older version is mapped again as long as nothing of it was delivered.
extension Settlement {
    /// The settlements that still hold; the others go back to be mapped again, for what they read has changed.
    static func current(of settlements: [Settlement], in session: Session) throws -> [Settlement] {
        let read = Set(settlements.flatMap { $0.sorted.read.keys })
        guard !read.isEmpty else { return settlements }
        let ordinals = try session.latestOrdinals(of: read)
        var current: [Settlement] = []
        for settlement in settlements {
            if settlement.sorted.read.allSatisfy({ ordinals[$0.key] == $0.value }) {
                current.append(settlement)
            } else {
                try session.returnToInbox(settlement.claim, due: settlement.at)
            }
        }
        return current
    }

    /// Parks a message on an object that its mapping reads: the first slot stands for all of them.
    func park(_ share: Sorted.Share, on wait: Reference, in session: Session) throws {
        guard let slot = share.slots.first else { return }
        let standing = try session.standing(of: [message.key])[message.key]?[share.target] ?? []
        for dispatch in standing.map(\.dispatch) where dispatch.ordinal == message.ordinal {
            if dispatch.state != .sending { try supersede(dispatch, in: session) }
        }
        let type = wait.source.type.split(separator: ".").last.map(String.init) ?? wait.source.type
        let name = wait.name.map { "\(type) «\($0)»" } ?? "\(type) \(wait.source.id)"
        let dispatch = dispatch(
            MappedObject(slot: slot.name, targetType: slot.type, content: "{}", references: []), of: share,
            position: 0, revision: sorted.revision, fields: "{}", state: .parked, reference: nil,
            reason: "Маппинг читает объект, который ещё не приходил: \(name)")
        try session.open(dispatch, fieldsHash: "", waits: [wait], escalateAt: at + retry.parkedEscalation)
        try note(.parked, dispatch, dispatch.reason ?? "", in: session)
    }

    /// Lets go on who waited for the messages' objects to read them, and has mapped again who read an older version.
    static func wakeReaders(of settled: [Settlement], in session: Session) throws {
        guard let first = settled.first, first.hasNeeds else { return }
        let keys = Set(settled.map(\.message.key))
        for (target, references) in try session.awaitedToRead(among: keys).sorted(by: { $0.key < $1.key }) {
            try session.wake(whoWaitsFor: references, target: target, at: first.at)
        }
        let outdated = try session.outdatedReaders(of: keys)
        let standing = try session.standing(of: Set(outdated.map(\.reader)))
        for reader in outdated {
            guard let message = try session.message(reader.messageID) else { continue }
            let undelivered = (standing[reader.reader] ?? [:]).values.joined().map(\.dispatch)
            let summary: String
            if let lane = undelivered.first?.lane {
                guard try session.remap(message, lane: lane, at: first.at) else { continue }
                summary = "Изменился объект, который читал маппинг (\(reader.read)): отображается заново"
            } else {
                summary =
                    "Изменился объект, который читал маппинг (\(reader.read)). Доставленное само не переписывается: "
                    + "посмотрите и отправьте заново, если нужно"
            }
            let kind: JournalKind = undelivered.isEmpty ? .outdated : .woken
            try session.note(
                JournalEntry(at: first.at, kind: kind, object: reader.reader, messageID: message.id, summary: summary))
        }
    }
}
