package import Messages
package import Storage

/// What a person decides about a dispatch that waits for a choice.
package struct UnmatchedDecision: Sendable {
    /// One of the candidates, or another object of the target that the person knows of; that it is a double of the
    /// source object that has this one; that none is it, and a new one is to be made; or that it is not to cross.
    package enum Choice: Sendable, Hashable {
        case object(reference: String)
        case double(reference: String)
        case create
        case skip
    }

    package let dispatchID: String
    package let choice: Choice
    package let actor: String
    /// Why; the journal keeps it.
    package let reason: String
    package let correlationID: String?

    package init(dispatchID: String, choice: Choice, actor: String, reason: String, correlationID: String? = nil) {
        self.dispatchID = dispatchID
        self.choice = choice
        self.actor = actor
        self.reason = reason
        self.correlationID = correlationID
    }

    /// Carries it out; returns the line that was decided.
    ///
    /// - Throws: `not_found` when nothing waits under that name, `conflict.state` when the object is somebody else's.
    package func run(in session: Session, at now: Instant) throws -> UnmatchedItem {
        guard let item = try session.unmatched(dispatch: dispatchID), let dispatch = try session.dispatch(dispatchID)
        else {
            throw Problem(
                .notFound, "Отправка «\(dispatchID)» выбора не ждёт: её уже решили, или это не номер отправки.")
        }
        switch choice {
        case .object(let reference): try choose(reference, for: dispatch, in: session, at: now)
        case .double(let reference): try join(reference, dispatch, in: session, at: now)
        case .create: try create(dispatch, in: session, at: now)
        case .skip:
            try session.leaveOutbox(
                dispatch.id, state: .superseded, reference: nil, reason: "Пропущено: \(reason)", at: now)
            try note("\(actor) решил не переносить: \(reason)", dispatch, in: session, at: now)
        }
        return item
    }

    private func choose(
        _ reference: String, for dispatch: Dispatch, in session: Session, at now: Instant
    ) throws {
        let adoption = try session.adopt(
            among: [reference], type: dispatch.targetType, target: dispatch.target, for: dispatch.source)
        guard case .adopted = adoption else { throw Self.refusal(reference, adoption) }
        // Known, but not as it should be: the mapping that follows writes to it.
        try remember(reference, for: dispatch, isDouble: false, in: session, at: now)
        try note("\(actor) выбрал объект \(reference): \(reason)", dispatch, in: session, at: now)
    }

    /// Two objects of the source become one in the target: what refers to this one goes to that one's object, and
    /// nothing of this one is written any more.
    private func join(_ reference: String, _ dispatch: Dispatch, in session: Session, at now: Instant) throws {
        let owner = try session.owner(of: reference, type: dispatch.targetType, target: dispatch.target)
        guard let owner, owner != dispatch.source else {
            throw Problem(
                .conflictingState,
                "Объект \(reference) ни с кем не сопоставлен, и дублем его быть нельзя: выберите его без double.")
        }
        try remember(reference, for: dispatch, isDouble: true, in: session, at: now)
        let name = try session.passport(of: owner)?.latest.presentation ?? owner.description
        try note("\(actor) решил, что это дубль объекта «\(name)»: \(reason)", dispatch, in: session, at: now)
    }

    private func remember(
        _ reference: String, for dispatch: Dispatch, isDouble: Bool, in session: Session, at now: Instant
    ) throws {
        try session.remember(
            CrossReference(
                source: dispatch.source, target: dispatch.target, slot: dispatch.slot,
                targetType: dispatch.targetType, reference: reference, messageID: isDouble ? "" : dispatch.messageID,
                ordinal: dispatch.ordinal, fieldsHash: "", isRemoved: false, isDouble: isDouble),
            posted: nil, at: now)
        guard let message = try session.message(dispatch.messageID) else { return }
        _ = try session.remap(message, lane: dispatch.lane, at: now)
        let own = Reference(targetType: dispatch.targetType, source: dispatch.source)
        try session.wake(whoWaitsFor: [own], target: dispatch.target, at: now)
    }

    /// This version and all that follow are not asked about again.
    private func create(_ dispatch: Dispatch, in session: Session, at now: Instant) throws {
        try session.welcome(
            dispatch.source, slot: dispatch.slot, in: dispatch.target, actor: actor, reason: reason, at: now)
        try note("\(actor) решил создать новый: \(reason)", dispatch, in: session, at: now)
        guard let message = try session.message(dispatch.messageID) else { return }
        _ = try session.remap(message, lane: dispatch.lane, at: now)
    }

    private static func refusal(_ reference: String, _ adoption: Adoption) -> Problem {
        var owner = "другим объектом"
        if case .taken(let key, let presentation) = adoption { owner = "«\(presentation ?? key.description)»" }
        return Problem(
            .conflictingState,
            "Объект \(reference) уже сопоставлен с \(owner). Один объект двум не достаётся: выберите другой, "
                + "объедините дубли в источнике или скажите, что это дубль (double): тогда ссылки на него пойдут на "
                + "тот же объект, а сам он переноситься не будет.")
    }

    private func note(_ summary: String, _ dispatch: Dispatch, in session: Session, at now: Instant) throws {
        try session.note(
            JournalEntry(
                at: now, kind: .redriven, object: dispatch.source, messageID: dispatch.messageID,
                dispatchID: dispatch.id, target: dispatch.target, correlationID: correlationID, summary: summary))
    }
}
