import Connectors
import Foundation
import Messages
import Storage

/// The transaction in which a delivery's outcome becomes durable.
struct OutcomeStep: Sendable {
    let claim: OutboxClaim
    let report: ConnectorReport
    let at: Instant
    let schedule: RetrySchedule
    let chance: Double
    /// The systems that come themselves for what became of their messages.
    var receivers: Set<String> = []

    /// A posting that was tried so short a time ago is not tried again for the sake of another document.
    static let postingPause = Span.seconds(60)
    /// How many waiting postings are tried again when a document was posted.
    static let postingsHastened = 20
    /// How long a dispatch waits for names at most: whoever reads them wakes it.
    private static let namesAwaited = Span.hours(1)

    private var dispatch: Dispatch { claim.dispatch }

    /// Records a set of outcomes; says of each whether it counted, for its claim may be somebody else's by now.
    static func record(_ steps: [OutcomeStep], in session: Session) throws -> [Bool] {
        let owned = try session.owned(steps.map(\.claim))
        let own = steps.filter { owned.contains($0.dispatch.id) }
        for step in own { try step.record(in: session) }
        for (target, appeared) in Dictionary(grouping: own.filter(\.hasAppeared), by: \.dispatch.target) {
            try wake(appeared, target: target, in: session)
            try wakeBack(appeared, target: target, in: session)
        }
        for (target, posted) in Dictionary(grouping: own.filter(\.hasPosted), by: \.dispatch.target) {
            try session.hastenPostings(
                target: target, triedBefore: posted[0].at - Self.postingPause, limit: Self.postingsHastened,
                at: posted[0].at)
        }
        return steps.map { owned.contains($0.dispatch.id) }
    }

    private func record(in session: Session) throws {
        switch report.outcome {
        case .confirmed(let reference, let posted, let note):
            try confirm(reference, posted: posted, note: note, in: session)
        case .written(let reference, let reason):
            try write(reference, reason: reason, in: session)
        case .later(_, let reason, .interrupted):
            try session.postpone(
                dispatch.id, state: waitingState, due: at, byOutage: false, dated: waitingDate, reason: reason, at: at)
        case .later(_, let reason, .unknown):
            try waitForNames(reason, in: session)
        case .later(let after, let reason, let delay):
            try delayed(after: after, reason: reason, delay: delay, in: session)
        case .paused(let reason):
            let due = at + schedule.plan.probeEvery
            try session.postpone(
                dispatch.id, state: waitingState, due: due, byOutage: true, dated: waitingDate, reason: reason, at: at)
            try note(.delayed, "Приёмник никого не пускает: \(reason)", in: session)
        case .refused(let reason, let detail, let field):
            try refuse(reason: reason, detail: detail, field: field, in: session)
        case .unmatched(let reason, let candidates):
            try hold(
                reason: reason, detail: .object([.init("candidates", .array(candidates.map(\.json)))]),
                kind: .unmatched, in: session)
        case .fault(let reason, let fields):
            let listed = JSON.array(
                fields.map {
                    .object([
                        .init("field", .string($0.field)), .init("sent", .string($0.sent)),
                        .init("kept", .string($0.kept)),
                    ])
                })
            try hold(reason: reason, detail: .object([.init("fields", listed)]), in: session)
        }
    }

    /// Whether the target has the object now: what waited for it may go.
    private var hasAppeared: Bool { appearance != nil }

    /// As what the target has the object now.
    private var appearance: String? {
        switch report.outcome {
        case .confirmed(let reference, _, _), .written(let reference, _): reference
        default: nil
        }
    }

    /// Whether a document was posted: others may have waited for what it brings.
    private var hasPosted: Bool {
        if case .confirmed(_, true, _) = report.outcome { return true }
        return false
    }

    /// A dispatch that was written before keeps that rung while it waits.
    private var waitingState: DispatchState { dispatch.state == .written ? .written : .queued }

    /// In which order it waits for its posting, when only that is to come.
    private var waitingDate: Instant? { dispatch.state == .written ? date : nil }

    /// The document's own date.
    private var date: Instant {
        let fields = try? JSONReader.read(dispatch.fields.utf8)
        return fields?["Дата"]?.string.flatMap { Instant($0, zoneIfAbsent: .gmt) } ?? dispatch.createdAt
    }

    private func confirm(_ reference: String, posted: Bool, note text: String?, in session: Session) throws {
        try session.leaveOutbox(dispatch.id, state: .confirmed, reference: reference, reason: text, tries: 1, at: at)
        try remember(reference, isComplete: true, posted: posted, in: session)
        let what = dispatch.action == .remove ? "Помечено на удаление" : "Есть"
        let remark = text.map { "; \($0)" } ?? ""
        try note(.confirmed, "\(what) в \(dispatch.target): \(dispatch.targetType)\(remark)", in: session)
        try tell(.confirmed, reference, text, in: session)
    }

    private func write(_ reference: String, reason: String, in session: Session) throws {
        try remember(reference, isComplete: false, posted: false, in: session)
        if try yieldToNewer(in: session) { return }
        let due = at + wait()
        try session.postpone(
            dispatch.id, state: .written, reference: reference, due: due, byOutage: false, dated: date, reason: reason,
            tries: 1, at: at)
        try note(.written, "Записано, но не проведено: \(reason)", in: session)
        // Each further try finds the same: it was told when it was new.
        if dispatch.state != .written { try tell(.written, reference, reason, in: session) }
    }

    /// It is woken once the names are known, also when that is just now.
    private func waitForNames(_ reason: String, in session: Session) throws {
        if try yieldToNewer(in: session) { return }
        let due = at + Self.namesAwaited
        try session.postpone(
            dispatch.id, state: waitingState, due: due, byOutage: false, dated: waitingDate, reason: reason, at: at)
        guard try session.waitForNames(dispatch) else { return }
        try note(.delayed, "Ждёт: \(reason)", in: session)
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
                dispatch.id, state: waitingState, due: due, byOutage: delay != .overload, dated: waitingDate,
                reason: reason, tries: 1, at: at)
            try note(.delayed, "Не удалось отправить: \(reason). Повторим \(due.rfc3339)", in: session)
        case .dead where dispatch.state == .written:
            try session.postpone(
                dispatch.id, state: .written, due: at + wait(), byOutage: true, dated: date, reason: reason, tries: 1,
                at: at)
            try note(.delayed, "Проведение всё ещё ждёт: \(reason)", in: session)
        case .dead:
            try session.hold(dispatch.id, state: .dead, reason: "Срок доставки истёк: \(reason)", tries: 1, at: at)
            try note(.dead, "Срок доставки истёк: \(reason)", in: session)
            try tell(.dead, nil, reason, in: session)
        }
    }

    private func refuse(reason: String, detail: String?, field: String?, in session: Session) throws {
        try hold(
            reason: reason, detail: .object([.init("detail", JSON(detail)), .init("field", JSON(field))]), in: session)
    }

    private func hold(
        reason: String, detail: JSON, kind: JournalKind = .refused, in session: Session
    ) throws {
        if try yieldToNewer(in: session) { return }
        try session.hold(dispatch.id, state: .refused, reason: reason, detail: detail, tries: 1, at: at)
        let said = kind == .unmatched ? "Не сопоставлено: \(reason)" : "\(dispatch.target) не принимает: \(reason)"
        try note(kind, said, in: session)
        try tell(kind == .unmatched ? .unmatched : .refused, nil, reason, in: session)
    }

    /// Leaves for the source what became of its message, if it comes for that.
    private func tell(
        _ outcome: Confirmation.Outcome, _ reference: String?, _ reason: String?, in session: Session
    ) throws {
        guard receivers.contains(dispatch.source.system) else { return }
        let confirmation = Confirmation(
            dispatch: dispatch, version: claim.version, presentation: claim.presentation,
            correlationID: claim.correlationID, outcome: outcome, reference: reference ?? dispatch.reference,
            reason: reason)
        try session.add(confirmation.change(at: at))
    }

    /// A failed dispatch makes way when a newer version of its object stands behind it (E-06): at once, or, when the
    /// target may still be working on the lost request, after as long as a retry of it would have waited.
    private func yieldToNewer(isUncertain: Bool = false, in session: Session) throws -> Bool {
        let newer = try session.standing(of: dispatch.source, target: dispatch.target)
            .contains { $0.dispatch.ordinal > dispatch.ordinal }
        guard newer else { return false }
        let reason = "Пришла более новая версия, эта больше не отправляется"
        try session.leaveOutbox(dispatch.id, state: .superseded, reference: nil, reason: reason, tries: 1, at: at)
        if isUncertain {
            try session.holdBack(
                dispatch.source, target: dispatch.target, until: at + schedule.plan.overloadPenalty, byOutage: true)
        }
        try note(.superseded, reason, in: session)
        return true
    }

    private func remember(_ reference: String, isComplete: Bool, posted: Bool, in session: Session) throws {
        let hash = isComplete ? claim.fieldsHash : ""
        try session.remember(
            CrossReference(
                source: dispatch.source, target: dispatch.target, slot: dispatch.slot,
                targetType: dispatch.targetType, reference: reference, messageID: dispatch.messageID,
                ordinal: dispatch.ordinal, fieldsHash: hash, isRemoved: dispatch.action == .remove),
            posted: posted, at: at)
    }

    private static func wake(_ appeared: [OutcomeStep], target: String, in session: Session) throws {
        let references = appeared.map { Reference(targetType: $0.dispatch.targetType, source: $0.dispatch.source) }
        try session.wake(whoWaitsFor: references, target: target, at: appeared[0].at)
    }

    /// What came from the target itself refers to it as the target does, and may wait to be sent where this comes from.
    private static func wakeBack(_ appeared: [OutcomeStep], target: String, in session: Session) throws {
        for (system, steps) in Dictionary(grouping: appeared, by: \.dispatch.source.system)
        where steps[0].receivers.contains(system) {
            let references = steps.compactMap { step in
                step.appearance.map { reference in
                    Reference(
                        targetType: step.dispatch.source.type,
                        source: ObjectKey(system: target, type: step.dispatch.targetType, id: reference))
                }
            }
            try session.wake(whoWaitsFor: references, target: system, at: steps[0].at)
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
