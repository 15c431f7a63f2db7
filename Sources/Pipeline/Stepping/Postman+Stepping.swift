package import Messages
import Policies
package import Storage

extension Postman {
    /// Takes a courier's step: judged now, kept with what was decided, and done if the policies let it through. One
    /// that they are not sure of waits for what they ask; one that they refuse changes nothing but the record.
    ///
    /// - Parameter reply: what the courier is told; it is kept under the key.
    /// - Throws: `Problem` for a step that the task's state does not allow, for somebody else's task, and for facts
    ///   that no rule knows; these leave the key free.
    package func take(
        _ report: StepReport, under claim: IdempotencyClaim, reply: @escaping @Sendable (StepAnswer) -> Reply
    ) async throws -> CommitAnswer {
        try await committer.commit(
            claim,
            preparing: {
                let now = clock.now()
                let task = try await store.read { try $0.task(report.task) }
                let known = task ?? CourierTask(id: report.task, state: .ready, createdAt: now, updatedAt: now)
                try report.check(known)
                let used = try await store.read { session in
                    try session.photosUsed(
                        report.photos.map(\.hash), otherThan: report.step.rawValue, of: report.task)
                }
                let facts = try understood(report.facts(known, used: used))
                let judgement = try await StepJudgement(facts, event: report.event, receivedAt: now, by: self)
                return { session, now in
                    let current = try session.heldTask(report.task, at: now)
                    guard current.isNew ? task == nil : current.task == task else { throw Self.changed(report.task) }
                    let answer = try Self.settle(report, current.task, judgement, in: session, at: now)
                    return (reply(answer), ())
                }
            }
        ).answer
    }

    /// Lets a waiting step through: a person answers for it, and the rules judge it again with that.
    ///
    /// - Throws: `not_found`, and `conflict.state` for a step that does not wait.
    package func approve(
        _ approval: StepApproval, under claim: IdempotencyClaim, reply: @escaping @Sendable (StepAnswer) -> Reply
    ) async throws -> CommitAnswer {
        try await committer.commit(
            claim,
            preparing: {
                let (task, event, decision) = try await store.read { try approval.subject(in: $0) }
                let after = try approval.step(decision).state(after: task.state, of: task.id)
                let facts = try StepFacts(approval.facts(decision.facts))
                let judgement = try await StepJudgement(
                    facts, event: event.event, receivedAt: event.receivedAt, by: self)
                return { session, now in
                    _ = try session.heldTask(task.id, at: now)
                    let current = try approval.subject(in: session)
                    guard current.task == task, current.event == event else { throw Self.changed(task.id) }
                    let kept = judgement.kept(
                        id: Identifier.make(at: now), task: task.id, caller: approval.actor,
                        correlationID: approval.correlationID, at: now)
                    try judgement.keep(kept, in: session, at: now)
                    var settled = event
                    settled.decision = kept.id
                    var moved = task
                    if judgement.decision.outcome != .fail {
                        settled.approvedBy = approval.actor
                        settled.approval = approval.reason
                        settled.result = .done
                        settled.state = after
                        moved.state = after
                        moved.updatedAt = now
                        try session.keep(moved)
                    }
                    try session.settle(settled)
                    return (reply(StepAnswer(task: moved, event: settled, decision: kept)), ())
                }
            }
        ).answer
    }

    /// A task as it is, with all that was done about it; nil for one that nobody told of.
    package func task(_ id: String) async throws -> (task: CourierTask, events: [TaskEvent])? {
        try await store.read { session in
            try session.task(id).map { (task: $0, events: try session.taskEvents(of: id)) }
        }
    }

    private static func settle(
        _ report: StepReport, _ task: CourierTask, _ judgement: StepJudgement, in session: Session, at now: Instant
    ) throws -> StepAnswer {
        let kept = judgement.kept(
            id: Identifier.make(at: now), task: task.id, caller: report.actor, correlationID: report.correlationID,
            at: now)
        let result: TaskEvent.Result =
            switch judgement.decision.outcome {
            case .pass, .warn: .done
            case .unsure: .waiting
            case .fail: .refused
            }
        var moved = task
        moved.updatedAt = now
        if result == .done {
            moved.state = try report.step.state(after: task.state, of: task.id)
            moved.courier = task.courier ?? kept.courier
        }
        for var earlier in try session.taskEvents(of: task.id)
        where result != .refused && earlier.result == .waiting && earlier.step == report.step.rawValue {
            earlier.result = .replaced
            try session.settle(earlier)
        }
        let event = TaskEvent(
            id: Identifier.make(at: now), task: task.id, event: report.event, at: report.at, receivedAt: now,
            step: report.step.rawValue, result: result, state: moved.state, actor: report.actor,
            correlationID: report.correlationID, payload: report.payload, place: report.place, decision: kept.id)
        try session.keep(moved)
        try session.keep(event, photos: result == .refused ? [] : report.photos.map(\.hash))
        try judgement.keep(kept, in: session, at: now)
        return StepAnswer(task: moved, event: event, decision: kept)
    }

    private static func changed(_ task: String) -> Problem {
        Problem(
            .conflictingState, "Задачу «\(task)» в этот же миг изменил кто-то ещё. Повторите запрос.",
            retryAfter: .seconds(1))
    }
}

extension StepReport {
    /// - Throws: `Problem` for a task of another courier, and for a step that its state does not allow.
    fileprivate func check(_ task: CourierTask) throws(Problem) {
        let courier = facts.first { $0.name == "courier" }?.value.string
        if let own = task.courier, own != courier {
            throw Problem(
                .conflictingState,
                "Задача «\(task.id)» назначена курьеру \(own), а шаг прислал \(courier ?? "неизвестно кто"). "
                    + "Попросите логиста переназначить её.")
        }
        if step == .closed, task.state == .delivered, task.dueKopecks ?? 0 > 0 {
            throw Problem(
                .forbiddenTransition,
                "По задаче «\(task.id)» наличные ещё не сданы: сначала CASH_RETURNED, потом DONE.")
        }
        _ = try step.state(after: task.state, of: task.id)
    }
}
