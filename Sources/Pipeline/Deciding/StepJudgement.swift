import Messages
import Policies
import Storage

/// What was decided of a step, with all that is to be kept of it.
struct StepJudgement: Sendable {
    let decision: Decision
    private let windows: StepWindows

    /// Judges a step by the live policies and the windows in the store.
    ///
    /// - Parameters:
    ///   - event: the step's own name.
    ///   - receivedAt: when its facts came in: what came in time counts, whenever it is judged.
    init(_ facts: StepFacts, event: String, receivedAt: Instant, by postman: Postman) async throws {
        let live = try postman.revisions.livePolicies()
        let windows = try await StepWindows(
            facts, event: event, live: live, revisions: postman.revisions, store: postman.store,
            receivedAt: receivedAt)
        let judge = PolicyJudge(
            live, scripts: postman.revisions.scripts, waivers: try await postman.waivers(at: facts.at))
        decision = await judge.judge(facts) { windows.counted($0) }
        self.windows = windows
    }

    /// The decision as the store has it.
    ///
    /// - Parameter task: the task that the step belongs to; nil for somebody's question.
    func kept(
        id: String, task: String?, caller: String, correlationID: String, at now: Instant
    ) -> KeptDecision {
        let facts = decision.facts
        return KeptDecision(
            id: id, at: facts.at, receivedAt: now, step: facts.step.rawValue, courier: facts["courier"]?.string,
            task: task, revision: decision.revision, outcome: decision.outcome.rawValue, caller: caller,
            correlationID: correlationID, facts: facts.json, verdicts: .array(decision.verdicts.map(\.json)),
            explanation: DecisionWords.lines(decision))
    }

    /// Keeps a real step: the decision, the step's place in its windows, and what somebody is to do about it.
    func keep(_ kept: KeptDecision, in session: Session, at now: Instant) throws {
        try session.keep(kept)
        if decision.verdicts.areDone { try windows.keep(decision.verdicts, in: session) }
        for verdict in decision.verdicts {
            for followup in verdict.followups(
                at: .step, owner: decision.facts.json, decision: kept.id, task: kept.task, now: now)
            {
                _ = try session.add(followup)
            }
        }
    }
}
