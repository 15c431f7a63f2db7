import Messages
import Policies
import Storage

/// A person's word that a waiting step may go through.
package struct StepApproval: Sendable {
    let task: String
    /// The id of the task's event.
    let event: String
    let actor: String
    /// Why; the event keeps it.
    let reason: String
    let correlationID: String

    package init(task: String, event: String, actor: String, reason: String, correlationID: String) {
        self.task = task
        self.event = event
        self.actor = actor
        self.reason = reason
        self.correlationID = correlationID
    }

    /// What it is about.
    ///
    /// - Throws: `not_found`, and `conflict.state` for a step that does not wait.
    func subject(in session: Session) throws -> (task: CourierTask, event: TaskEvent, decision: KeptDecision) {
        guard let known = try session.task(task), let found = try session.taskEvent(event), found.task == task,
            let decision = try session.decision(found.decision)
        else { throw Problem(.notFound, "У задачи «\(task)» шага «\(event)» нет: проверьте номер.") }
        guard found.result == .waiting else {
            throw Problem(
                .conflictingState, "Шаг «\(event)» решения не ждёт (\(found.result.rawValue)): решать больше нечего.")
        }
        return (known, found, decision)
    }

    func step(_ decision: KeptDecision) throws(Problem) -> CourierStep {
        guard let step = CourierStep(rawValue: decision.step) else {
            throw Problem(.notFound, "Шага «\(decision.step)» эта сборка не знает.")
        }
        return step
    }

    /// The step's facts, and who answers for it.
    func facts(_ facts: JSON) -> JSON {
        let members = (facts.members ?? []).filter { $0.name != "answer" }
        let answer = (facts["answer"]?.members ?? []) + [.init("approved_by", .string(actor))]
        return .object(members + [.init("answer", .object(answer))])
    }
}
