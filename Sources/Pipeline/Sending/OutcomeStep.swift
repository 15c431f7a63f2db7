import Connectors
import Messages
import Storage

/// The transaction in which a delivery's outcome becomes durable.
struct OutcomeStep: Sendable {
    let claim: OutboxClaim
    let report: ConnectorReport
    let at: Instant
    let schedule: RetrySchedule
    let chance: Double

    private var dispatch: Dispatch { claim.dispatch }

    /// False when the claim is somebody else's by now.
    func record(in session: Session) throws -> Bool {
        guard try session.owns(claim) else { return false }
        switch report.outcome {
        case .confirmed(let reference, let posted, let note):
            try session.countAttempt(dispatch.id)
            try confirm(reference, posted: posted, note: note, in: session)
        case .written(let reference, let reason):
            try session.countAttempt(dispatch.id)
            try write(reference, reason: reason, in: session)
        case .later(_, let reason, .interrupted):
            try session.postpone(dispatch.id, state: waitingState, due: at, byOutage: false, reason: reason, at: at)
        case .later(let after, let reason, let delay):
            try session.countAttempt(dispatch.id)
            try delayed(after: after, reason: reason, delay: delay, in: session)
        case .paused(let reason):
            let due = at + schedule.plan.probeEvery
            try session.postpone(dispatch.id, state: waitingState, due: due, byOutage: true, reason: reason, at: at)
            try note(.delayed, "Приёмник никого не пускает: \(reason)", in: session)
        case .refused(let reason, let detail, let field):
            try session.countAttempt(dispatch.id)
            try refuse(reason: reason, detail: detail, field: field, in: session)
        case .fault(let reason, let fields):
            try session.countAttempt(dispatch.id)
            let listed = JSON.array(
                fields.map {
                    .object([
                        .init("field", .string($0.field)), .init("sent", .string($0.sent)),
                        .init("kept", .string($0.kept)),
                    ])
                })
            try hold(reason: reason, detail: .object([.init("fields", listed)]), in: session)
        }
        return true
    }

    /// A dispatch that was written before keeps that rung while it waits.
    private var waitingState: DispatchState { dispatch.state == .written ? .written : .queued }

    private func confirm(_ reference: String, posted: Bool, note text: String?, in session: Session) throws {
        try session.leaveOutbox(dispatch.id, state: .confirmed, reference: reference, reason: text, at: at)
        try remember(reference, isComplete: true, posted: posted, in: session)
        let what = dispatch.action == .remove ? "Помечено на удаление" : "Есть"
        try note(.confirmed, "\(what) в \(dispatch.target): \(dispatch.targetType)", in: session)
        try wake(in: session)
    }

    private func write(_ reference: String, reason: String, in session: Session) throws {
        try remember(reference, isComplete: false, posted: false, in: session)
        try wake(in: session)
        if try yieldToNewer(in: session) { return }
        let due = at + wait()
        try session.postpone(
            dispatch.id, state: .written, reference: reference, due: due, byOutage: false, reason: reason, at: at)
        try note(.written, "Записано, но не проведено: \(reason)", in: session)
    }

    /// Posting waits by the same schedule, and never dies: the object is there.
    private func wait() -> Span {
        let plan = schedule.plan
        return plan.schedule[min(dispatch.attempts, plan.schedule.count - 1)] * (1 + plan.jitter * (chance * 2 - 1))
    }

    private func delayed(
        after: Span?, reason: String, delay: ConnectorOutcome.Delay, in session: Session
    ) throws {
        if try yieldToNewer(isUncertain: delay == .timeout || delay == .network, in: session) { return }
        let decision = schedule.decide(
            attempts: dispatch.attempts + 1, createdAt: dispatch.createdAt, now: at,
            unreachable: try session.unreachable(target: dispatch.target, from: dispatch.createdAt, to: at),
            isOverload: delay == .overload || delay == .timeout, retryAfter: after, chance: chance)
        switch decision {
        case .again(let due):
            try session.postpone(
                dispatch.id, state: waitingState, due: due, byOutage: delay != .overload, reason: reason, at: at)
            try note(.delayed, "Не удалось отправить: \(reason). Повторим \(due.rfc3339)", in: session)
        case .dead where dispatch.state == .written:
            try session.postpone(
                dispatch.id, state: .written, due: at + wait(), byOutage: true, reason: reason, at: at)
            try note(.delayed, "Проведение всё ещё ждёт: \(reason)", in: session)
        case .dead:
            try session.hold(dispatch.id, state: .dead, reason: "Срок доставки истёк: \(reason)", at: at)
            try note(.dead, "Срок доставки истёк: \(reason)", in: session)
        }
    }

    private func refuse(reason: String, detail: String?, field: String?, in session: Session) throws {
        try hold(
            reason: reason, detail: .object([.init("detail", JSON(detail)), .init("field", JSON(field))]), in: session)
    }

    private func hold(reason: String, detail: JSON, in session: Session) throws {
        if try yieldToNewer(in: session) { return }
        try session.hold(dispatch.id, state: .refused, reason: reason, detail: detail, at: at)
        try note(.refused, "\(dispatch.target) не принимает: \(reason)", in: session)
    }

    /// A failed dispatch makes way when a newer version of its object stands behind it (E-06): at once, or, when the
    /// target may still be working on the lost request, after as long as a retry of it would have waited.
    private func yieldToNewer(isUncertain: Bool = false, in session: Session) throws -> Bool {
        let newer = try session.standing(of: dispatch.source, target: dispatch.target)
            .contains { $0.dispatch.ordinal > dispatch.ordinal }
        guard newer else { return false }
        let reason = "Пришла более новая версия, эта больше не отправляется"
        try session.leaveOutbox(dispatch.id, state: .superseded, reference: nil, reason: reason, at: at)
        if isUncertain {
            try session.holdBack(
                dispatch.source, target: dispatch.target, until: at + schedule.plan.overloadPenalty, byOutage: true)
        }
        try note(.superseded, reason, in: session)
        return true
    }

    private func remember(_ reference: String, isComplete: Bool, posted: Bool, in session: Session) throws {
        let hash = isComplete ? try session.fieldsHash(of: dispatch.id) : ""
        try session.remember(
            CrossReference(
                source: dispatch.source, target: dispatch.target, slot: dispatch.slot,
                targetType: dispatch.targetType, reference: reference, messageID: dispatch.messageID,
                ordinal: dispatch.ordinal, fieldsHash: hash, isRemoved: dispatch.action == .remove),
            posted: posted, at: at)
    }

    /// Sends what waited for this object back to the sorter, to be mapped again.
    private func wake(in session: Session) throws {
        let reference = Reference(targetType: dispatch.targetType, source: dispatch.source)
        for (message, lane) in try session.endWaits(for: reference, target: dispatch.target) {
            guard try session.remap(message, lane: lane, at: at) else { continue }
            try session.note(
                JournalEntry(
                    at: at, kind: .woken, object: try session.message(message)?.key, messageID: message,
                    target: dispatch.target,
                    summary: "Появился объект, которого ждали: \(dispatch.targetType) \(dispatch.source.id)"))
        }
    }

    private func note(_ kind: JournalKind, _ summary: String, in session: Session) throws {
        let steps = JSON.array(report.steps.map(\.json))
        try session.note(
            JournalEntry(
                at: at, kind: kind, object: dispatch.source, messageID: dispatch.messageID, dispatchID: dispatch.id,
                target: dispatch.target, correlationID: claim.correlationID, revision: dispatch.revision,
                summary: summary, detail: .object([.init("steps", steps)])))
    }
}

extension ConnectorStep {
    /// One request of a delivery, for the journal.
    fileprivate var json: JSON {
        .object([
            .init("method", .string(method)), .init("path", .string(path)), .init("status", JSON(status)),
            .init("fault", JSON(fault)), .init("ms", JSON(Int(milliseconds))),
        ])
    }
}
