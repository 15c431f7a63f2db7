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
    /// What the rules about single steps made of it.
    package let outcome: Decision.Outcome
    /// Whether it went through.
    let wasDone: Bool
    /// When the facts came in.
    package let receivedAt: Instant
    /// By rule; those about windows are not among them.
    let verdicts: [String: Said]
    /// Who did it; a dash when nobody knows.
    let courier: String

    /// Of what rules are asked.
    var subject: RuleTally.Subject {
        RuleTally.Subject(id: id, step: facts.step, courier: facts["courier"]?.string)
    }

    /// What is judged again.
    var step: PastStep {
        PastStep(id: id, facts: facts, receivedAt: receivedAt, wasDone: wasDone)
    }

    /// The money in it: of the attempt that went through, so that a delivery counts once.
    var amount: Int? { wasDone ? facts.amount : nil }

    /// Nil for what no build has written.
    package init?(id: String, receivedAt: Instant, facts: JSON, outcome: String, verdicts: JSON) {
        guard let facts = try? StepFacts(facts), let outcome = Decision.Outcome(rawValue: outcome) else { return nil }
        self.id = id
        self.receivedAt = receivedAt
        self.facts = facts
        wasDone = outcome == .pass || outcome == .warn
        courier = facts["courier"]?.string ?? "—"
        var said: [String: Said] = [:]
        var warns = false
        for verdict in verdicts.array ?? [] {
            guard let rule = verdict["rule"]?.string, let ruling = verdict["verdict"]?.string.flatMap(Ruling.init),
                let outcome = verdict["case"]?.string
            else { return nil }
            guard verdict["window"] == nil else { continue }
            said[rule] = Said(ruling: ruling, outcome: outcome)
            warns = warns || ruling != .pass && verdict["waiver"] == nil && verdict["mode"]?.string != "shadow"
        }
        self.outcome = wasDone ? warns ? .warn : .pass : outcome
        self.verdicts = said
    }
}
