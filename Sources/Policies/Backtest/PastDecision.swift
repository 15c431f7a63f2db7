package import Messages
import Scripts

/// A decision as it was kept: the facts, which can be judged again, and what was said of them then.
package struct PastDecision: Sendable {
    /// What one rule said.
    struct Said: Sendable, Hashable {
        let ruling: Ruling
        let outcome: String
    }

    package let id: String
    package let facts: StepFacts
    package let outcome: Decision.Outcome
    /// By rule.
    let verdicts: [String: Said]

    /// Who did it; a dash when nobody knows.
    let courier: String

    /// Nil for what no build has written.
    package init?(id: String, facts: JSON, outcome: String, verdicts: JSON) {
        guard let facts = try? StepFacts(facts), let outcome = Decision.Outcome(rawValue: outcome) else { return nil }
        self.id = id
        self.facts = facts
        self.outcome = outcome
        courier = facts["courier"]?.string ?? "—"
        var said: [String: Said] = [:]
        for verdict in verdicts.array ?? [] {
            guard let rule = verdict["rule"]?.string, let ruling = verdict["verdict"]?.string.flatMap(Ruling.init),
                let outcome = verdict["case"]?.string
            else { return nil }
            said[rule] = Said(ruling: ruling, outcome: outcome)
        }
        self.verdicts = said
    }
}
