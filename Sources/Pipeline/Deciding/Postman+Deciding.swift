package import Messages
import Policies
package import Storage

extension Postman {
    /// Answers somebody's question about a step: judges it by the live policies and what is counted in its windows so
    /// far. The question is kept and can be explained; it counts in no window.
    ///
    /// - Throws: `Problem` (422) for facts that no rule knows or that are of another sort, each with its path.
    package func decide(_ facts: JSON, caller: String, correlationID: String) async throws -> KeptDecision {
        let facts = try understood(facts)
        let now = clock.now()
        let id = Identifier.make(at: now)
        let judgement = try await StepJudgement(facts, event: facts.event ?? id, receivedAt: now, by: self)
        let kept = judgement.kept(id: id, task: nil, caller: caller, correlationID: correlationID, at: now)
        try await store.transaction { try $0.keep(kept) }
        return kept
    }

    /// Facts that the live policies know.
    func understood(_ facts: JSON) throws -> StepFacts {
        let faults = try FactVocabulary.forged(facts) + revisions.livePolicies().vocabulary.complaints(facts)
        guard faults.isEmpty else {
            throw Problem(
                .validationFormat, "Факты записаны неверно: \(faults[0].field): \(faults[0].message).", faults: faults)
        }
        return try StepFacts(facts)
    }

    /// The policies that are in force: names, versions and rules with their parameters.
    package func policies() throws -> JSON {
        let policies = try revisions.livePolicies().policies
        return .array(policies.map(\.json))
    }
}
