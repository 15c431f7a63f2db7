import Messages
import Scripts
import Storage

/// Writes down what a message was mapped into: dispatches set on their way or parked, older ones superseded, the
/// journal's entry. All of it is one transaction with the message leaving the inbox.
struct Settlement: Sendable {
    let claim: InboxClaim
    let sorted: Sorted
    /// The lane in which what comes of it goes.
    let lane: Lane
    let at: Instant
    let retry: RetryPlan
    /// Whether any mapping of the live revision reads other objects, and whether one of this message's does.
    let hasNeeds: Bool
    let isReader: Bool
    /// Who answers, and in which terms.
    var back = ReturnPath.none

    var message: Message { claim.message }

    /// Settles a set of messages. Those whose claims are somebody else's by now are left to them.
    static func settle(_ settlements: [Settlement], in session: Session) throws {
        let surroundings = try Surroundings(of: settlements, in: session)
        var guardian = try VanishingGuard(in: session)
        let current = try guardian.admitted(
            current(of: settlements, in: session), among: surroundings, in: session)
        let own = try session.finishInbox(current.map(\.claim))
        let settled = current.filter { own.contains($0.message.id) }
        var appeared: [String: [Reference]] = [:]
        for settlement in settled { try settlement.settle(among: surroundings, noting: &appeared, in: session) }
        // Not before: one of the set may have parked on what another one of it has made known.
        for (target, references) in appeared.sorted(by: { $0.key < $1.key }) {
            try session.wake(whoWaitsFor: references, target: target, at: settled[0].at)
        }
        try session.addUnread(unread(of: settled))
        try wakeReaders(of: settled, in: session)
    }

    /// - Parameter appeared: what the targets are known to have from here on though nothing is sent, by target.
    private func settle(
        among surroundings: Surroundings, noting appeared: inout [String: [Reference]], in session: Session
    ) throws {
        try session.noteSorting(
            Sorting(
                messageID: message.id, outcome: sorted.outcome, reason: sorted.reason, detail: sorted.detail,
                revision: sorted.revision), at: at)
        try session.note(entry())
        try confirmVerdict(in: session)
        if let rule = sorted.refusedBy { try noteConflict(under: rule, among: surroundings, in: session) }
        if isReader { try session.noteNeeds(of: message.key, sorted.read.compactMapValues(\.self)) }
        for share in sorted.shares {
            if let wait = share.wait {
                try park(share, on: wait, in: session)
            } else {
                let known = try settle(share, among: surroundings, in: session)
                if !known.isEmpty { appeared[share.target, default: []] += known }
            }
        }
    }

    /// Returns what the target is known to have from here on though nothing is sent.
    private func settle(
        _ share: Sorted.Share, among surroundings: Surroundings, in session: Session
    ) throws -> [Reference] {
        let revision = sorted.revision
        let objects = share.objects.map { object in
            object.settled(
                knowing: { surroundings.resolved($0, in: share.target) != nil },
                confirming: { surroundings.isConfirmed($0, in: share.target) })
        }
        try revisit(share, among: surroundings, in: session)
        let plan = SlotPlan(
            message: message, objects: objects,
            known: surroundings.known[message.key]?[share.target] ?? [],
            standing: surroundings.standing[message.key]?[share.target] ?? [])
        for dispatch in plan.superseded { try supersede(dispatch, in: session) }
        var appeared: [Reference] = []
        for step in plan.steps {
            switch judged(step, of: share, among: surroundings) {
            case .standing: break
            case .unchanged(let object, let position, let reference):
                let dispatch = dispatch(
                    object, of: share, position: position, revision: revision, fields: object.content,
                    state: .unchanged, reference: reference)
                try session.recordUnchanged(dispatch, fieldsHash: SlotPlan.hash(object))
                try note(.unchanged, dispatch, "В \(share.target) уже ровно это, отправлять нечего", in: session)
                try confirm(dispatch, in: session)
            case .echo(let object, let position, let reference, let said):
                try settle(echo: object, of: share, position, reference, said: said, in: session)
                appeared.append(Reference(targetType: object.targetType, source: message.key))
            case .removalEcho(let known, let said):
                try session.remember(known.untouched(by: message, isRemoved: true), posted: false, at: said.changedAt)
                try note(.unchanged, "Эхо: в \(share.target) объекта и так уже нет", nil, in: session)
            case .write(let object, let position, let reference):
                try open(object, of: share, position, reference: reference, among: surroundings, in: session)
            case .remove(let slot, let type, let position, let reference):
                try remove(
                    slot: slot, type: type, of: share, position: position, revision: revision, reference: reference,
                    in: session)
            case .share(let object, let position, let before):
                let isKnown = try settle(
                    shared: object, of: share, position, before: before, among: surroundings, in: session)
                if isKnown { appeared.append(Reference(targetType: object.targetType, source: message.key)) }
            case .double(let object, let position, let known):
                try settle(double: object, of: share, position, known, in: session)
                appeared.append(Reference(targetType: object.targetType, source: message.key))
            case .unshare(let known):
                try session.remember(known.untouched(by: message, isRemoved: true), posted: false, at: at)
            }
        }
        return appeared
    }

    /// What the objects are sent without, references that are not known and posting that has to wait: when it is there,
    /// the message is mapped again.
    private func revisit(
        _ share: Sorted.Share, among surroundings: Surroundings, in session: Session
    ) throws {
        let missing =
            share.objects.flatMap(\.deferred).filter { surroundings.resolved($0, in: share.target) == nil }
            + share.objects.flatMap(\.conditions).filter { !surroundings.isConfirmed($0, in: share.target) }
        guard !missing.isEmpty else { return }
        try session.revisit(message.key, when: missing, in: share.target, lane: lane, at: at)
    }

    /// A slot that is somebody else's object: known as soon as that one is, and nothing is sent. Returns whether it is
    /// known from here on.
    private func settle(
        shared object: MappedObject, of share: Sorted.Share, _ position: Int, before: CrossReference?,
        among surroundings: Surroundings, in session: Session
    ) throws -> Bool {
        let whose = object.references.first.flatMap { surroundings.resolved($0, in: share.target) }
        guard let whose else {
            try open(object, of: share, position, reference: nil, among: surroundings, in: session)
            return false
        }
        if let before, before.isShared, !before.isRemoved, before.reference == whose { return false }
        let dispatch = dispatch(
            object, of: share, position: position, revision: sorted.revision, fields: object.content,
            state: .unchanged, reference: whose)
        let hash = SlotPlan.hash(object)
        try session.recordUnchanged(dispatch, fieldsHash: hash)
        try session.remember(
            CrossReference(
                source: message.key, target: share.target, slot: object.slot, targetType: object.targetType,
                reference: whose, messageID: message.id, ordinal: message.ordinal,
                fieldsHash: hash, isRemoved: false, isShared: true),
            posted: nil, at: at)
        try note(.unchanged, dispatch, Self.shared(with: object.references.first, before, whose), in: session)
        return true
    }

    /// A slot that a person called a double of somebody else's object: the decision outlives versions and deletions.
    private func settle(
        double object: MappedObject, of share: Sorted.Share, _ position: Int, _ known: CrossReference,
        in session: Session
    ) throws {
        if known.messageID == message.id, !known.isRemoved { return }
        let dispatch = dispatch(
            object, of: share, position: position, revision: sorted.revision, fields: object.content,
            state: .unchanged, reference: known.reference)
        try session.recordUnchanged(dispatch, fieldsHash: SlotPlan.hash(object))
        try session.remember(known.untouched(by: message, isRemoved: false), posted: nil, at: at)
        try note(.unchanged, dispatch, "Дубль объекта \(known.reference): сам не переносится", in: session)
    }

    private static func shared(with reference: Reference?, _ before: CrossReference?, _ whose: String) -> String {
        let sentence = "Тот же объект, что у \(reference?.name ?? reference?.source.id ?? ""): отправлять нечего"
        guard let before, !before.isShared, !before.isRemoved, before.reference != whose else { return sentence }
        return sentence + "; прежний \(before.reference) остался в приёмнике, проверьте его"
    }

    private func open(
        _ object: MappedObject, of share: Sorted.Share, _ position: Int, reference: String?,
        among surroundings: Surroundings, in session: Session
    ) throws {
        var known: [Reference: String] = [:]
        var missing: [Reference] = []
        for wanted in Set(object.references).sorted(by: { $0.source.description < $1.source.description }) {
            if let found = surroundings.resolved(wanted, in: share.target) {
                known[wanted] = found
            } else {
                missing.append(wanted)
            }
        }
        let fields = missing.isEmpty ? Placeholders.resolve(object.content, known) : object.content
        let dispatch = dispatch(
            object, of: share, position: position, revision: sorted.revision, fields: fields,
            state: missing.isEmpty ? .queued : .parked, reference: reference, reason: Self.waiting(missing))
        try session.open(
            dispatch, fieldsHash: SlotPlan.hash(object), waits: missing, escalateAt: at + retry.parkedEscalation)
        if let reason = dispatch.reason { try note(.parked, dispatch, reason, in: session) }
    }

    private func remove(
        slot: String, type: String, of share: Sorted.Share, position: Int, revision: RevisionID, reference: String?,
        in session: Session
    ) throws {
        let dispatch = Dispatch(
            id: Identifier.make(at: at), messageID: message.id, source: message.key, ordinal: message.ordinal,
            position: position, target: share.target, slot: slot, targetType: type, action: .remove, lane: lane,
            state: .queued,
            key: Dispatch.outgoingKey(message: message.id, target: share.target, slot: slot, action: .remove),
            fields: "{}", revision: revision, attempts: 0,
            wanted: wanted(slot: slot, isFirstOfType: share.isFirst(slot: slot, type: type)), reference: reference,
            reason: nil, createdAt: at)
        try session.open(dispatch, fieldsHash: "", waits: [], escalateAt: at)
    }

    func dispatch(
        _ object: MappedObject, of share: Sorted.Share, position: Int, revision: RevisionID, fields: String,
        state: DispatchState, reference: String?, reason: String? = nil
    ) -> Dispatch {
        let isFirst = share.isFirst(slot: object.slot, type: object.targetType)
        return Dispatch(
            id: Identifier.make(at: at), messageID: message.id, source: message.key, ordinal: message.ordinal,
            position: position, target: share.target, slot: object.slot, targetType: object.targetType,
            action: .write, lane: lane, state: state,
            key: Dispatch.outgoingKey(message: message.id, target: share.target, slot: object.slot, action: .write),
            fields: fields, revision: revision, attempts: 0, wanted: wanted(slot: object.slot, isFirstOfType: isFirst),
            reference: reference, reason: reason, createdAt: at)
    }

    /// The GUID to ask for: the source's own for the first object of a type, else one that follows from it.
    private func wanted(slot: String, isFirstOfType: Bool) -> String {
        isFirstOfType ? message.key.id : GUID.derived(from: message.key.id, name: slot)
    }

    func supersede(_ dispatch: Dispatch, in session: Session) throws {
        let reason =
            dispatch.messageID == message.id
            ? "Отображено заново" : "Пришла более новая версия, эта не отправляется"
        try session.leaveOutbox(dispatch.id, state: .superseded, reference: nil, reason: reason, at: at)
        try note(.superseded, dispatch, reason, in: session)
    }

    func note(_ kind: JournalKind, _ dispatch: Dispatch, _ summary: String, in session: Session) throws {
        try session.note(
            JournalEntry(
                at: at, kind: kind, object: dispatch.source, messageID: dispatch.messageID, dispatchID: dispatch.id,
                target: dispatch.target, correlationID: message.correlationID, revision: dispatch.revision,
                summary: summary))
    }

    private func entry() -> JournalEntry {
        let slots = sorted.shares.flatMap { share in share.objects.map { "\(share.target).\($0.targetType)" } }
        let kind: JournalKind =
            switch sorted.outcome {
            case .mapped: .mapped
            case .unmatched: .unmatched
            case .rejected: .rejected
            case .failed: .failed
            case .kept, .skipped, .stale, .superseded: .skipped
            }
        let summary: String =
            switch sorted.outcome {
            case .mapped where sorted.shares.contains { $0.wait != nil }:
                "Ждёт объектов, которые читает маппинг"
            case .mapped where slots.isEmpty: "Объект удалён или больше не переносится: убираем перенесённое"
            case .mapped: "Отображено в \(slots.joined(separator: ", "))"
            case .kept: "Маппинга нет, сохранено для чтения другими"
            default: sorted.reason ?? ""
            }
        return JournalEntry(
            at: at, kind: kind, object: message.key, messageID: message.id, correlationID: message.correlationID,
            revision: sorted.revision, summary: summary, detail: sorted.detail ?? read)
    }

    /// The versions of other objects that the mappings read, for the journal.
    private var read: JSON? {
        guard !sorted.read.isEmpty else { return nil }
        let listed = sorted.read.sorted { $0.key.description < $1.key.description }.map { key, ordinal in
            JSON.object([
                .init("type", .string(key.type)), .init("id", .string(key.id)), .init("ordinal", JSON(ordinal)),
            ])
        }
        return .object([.init("read", .array(listed))])
    }

    /// «Ждёт: Номенклатура «Чайник», Склад «Основной»».
    private static func waiting(_ missing: [Reference]) -> String? {
        guard !missing.isEmpty else { return nil }
        // One object of the source may be missing as several of the target.
        var seen: Set<ObjectKey> = []
        let named = missing.filter { seen.insert($0.source).inserted }.map { reference in
            let type = reference.source.type.split(separator: ".").last.map(String.init) ?? reference.source.type
            return reference.name.map { "\(type) «\($0)»" } ?? "\(type) \(reference.source.id)"
        }
        return "Ждёт, пока в приёмнике появится: \(named.firstFew(3))"
    }
}

extension Sorted.Share {
    /// Whether the slot is the first that its mapping declares for a target type; one that is declared no more stands
    /// alone.
    fileprivate func isFirst(slot: String, type: String) -> Bool {
        slots.first { $0.type == type }.map { $0.name == slot } ?? true
    }
}
