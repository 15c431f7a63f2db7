package import Messages
import Policies
package import Storage

extension Postman {
    /// Judges a step by the live policies, and keeps the facts with what was decided.
    ///
    /// - Throws: `Problem` (422) for facts that no rule knows or that are of another sort, each with its path.
    package func decide(_ facts: JSON, caller: String, correlationID: String) async throws -> KeptDecision {
        let policies = try revisions.livePolicies()
        let faults = policies.vocabulary.complaints(facts)
        guard faults.isEmpty else {
            throw Problem(
                .validationFormat, "Факты записаны неверно: \(faults[0].field): \(faults[0].message).", faults: faults)
        }
        let facts = try StepFacts(facts)
        let decision = await PolicyJudge(policies, scripts: revisions.scripts).judge(facts)
        let now = clock.now()
        let kept = KeptDecision(
            id: Identifier.make(at: now), at: facts.at, receivedAt: now, step: facts.step.rawValue,
            courier: facts["courier"]?.string, revision: decision.revision, outcome: decision.outcome.rawValue,
            caller: caller, correlationID: correlationID, facts: facts.json,
            verdicts: .array(decision.verdicts.map(\.json)), explanation: DecisionWords.lines(decision))
        try await store.transaction { try $0.keep(kept) }
        return kept
    }

    /// The policies that are in force: names, versions and rules with their parameters.
    package func policies() throws -> JSON {
        let policies = try revisions.livePolicies().policies
        return .array(policies.map(\.json))
    }
}
