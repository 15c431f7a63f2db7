import Messages
package import Scripts

/// The evaluator: facts in, a decision out, and nothing else. The same facts under the same revision are the same
/// decision, whoever asks.
package struct PolicyJudge: Sendable {
    package let policies: PolicySet
    private let scripts: ScriptPool

    package init(_ policies: PolicySet, scripts: ScriptPool) {
        self.policies = policies
        self.scripts = scripts
    }

    /// Judges a step by all rules that hold for it.
    package func judge(_ facts: StepFacts) async -> Decision {
        let asked = policies.policies.filter { $0.covers(facts) }.flatMap { policy in
            policy.rules.filter { $0.asks(facts) }.map { (policy: policy, rule: $0) }
        }
        let answers = await scripts.judge(
            asked.map { RuleQuestion(kind: $0.rule.kind, params: $0.rule.params) }, of: policies.revision,
            facts: facts.json)
        let verdicts = zip(asked, answers).map { asked, answer in
            Self.verdict(asked.policy, asked.rule, answer, facts)
        }
        return Decision(revision: policies.revision.id, facts: facts, verdicts: verdicts)
    }

    private static func verdict(
        _ policy: Policy, _ rule: PolicyRule, _ answer: Result<JSON, ScriptFault>, _ facts: StepFacts
    ) -> Verdict {
        switch answer {
        case .failure(let fault): return failed(policy, rule, facts, fault.description)
        case .success(let answer):
            if let wrong = rule.kind.mistyped(facts) { return failed(policy, rule, facts, wrong) }
            guard let name = answer["case"]?.string, let outcome = rule.kind.outcome(name) else {
                let said = answer["case"]?.string.map { "исхода «\($0)» нет в plugin.yaml" } ?? "нет case"
                return failed(policy, rule, facts, "\(rule.kind.file): judge: \(said)")
            }
            let given = answer["values"]?.members ?? []
            let figures = rule.kind.figures.map(\.name)
            if let stray = given.first(where: { !figures.contains($0.name) }) {
                return failed(
                    policy, rule, facts, "\(rule.kind.file): judge: values.\(stray.name) нет в plugin.yaml (values)")
            }
            let values = figures.compactMap { name in given.first { $0.name == name } }
            let known = Dictionary(
                ((rule.params.members ?? []) + values).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            func text(_ own: String?, _ usual: String?) -> String? {
                (own ?? usual).map { RuleText($0).filled(known, units: rule.kind.placeholders) }
            }
            return Verdict(
                rule: rule, policy: policy.name, mode: rule.mode(for: facts), outcome: name, ruling: outcome.ruling,
                values: values, reason: text(rule.reasons[name], outcome.reason),
                fix: text(rule.fixes[name], outcome.fix), detail: nil)
        }
    }

    /// A rule that cannot say anything says no where it is enforced, and else that it is not sure.
    private static func failed(
        _ policy: Policy, _ rule: PolicyRule, _ facts: StepFacts, _ detail: String
    ) -> Verdict {
        let mode = rule.mode(for: facts)
        return Verdict(
            rule: rule, policy: policy.name, mode: mode, outcome: Verdict.policyError,
            ruling: mode == .enforce ? .fail : .unsure, values: [],
            reason: "Правило «\(rule.title)» сломалось, поэтому шаг не проверен",
            fix: "Сообщите логисту: чинит тот, кто правит политики", detail: detail)
    }
}

extension Policy {
    /// Whether the policy is in force for a step.
    fileprivate func covers(_ facts: StepFacts) -> Bool {
        (from.map { facts.at >= $0 } ?? true) && (until.map { facts.at < $0 } ?? true) && scope.covers(facts)
    }
}

extension PolicyRule {
    /// Whether the rule has something to say of a step.
    fileprivate func asks(_ facts: StepFacts) -> Bool {
        steps.contains(facts.step) && (condition?.holds(facts) ?? true)
    }
}

extension RuleKind {
    /// What is wrong with a fact that the kind reads; nil when all are what the manifest says.
    fileprivate func mistyped(_ facts: StepFacts) -> String? {
        for fact in self.facts {
            let parts = fact.path.split(separator: "[]", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 1 {
                if let value = facts[fact.path], !fact.sort.covers(value) { return complaint(fact) }
                continue
            }
            guard let list = facts[String(parts[0])] else { continue }
            guard let items = list.array else { return "факт \(parts[0]): нужен список" }
            let inner = parts[1].drop { $0 == "." }
            for item in items {
                let value = inner.isEmpty ? item : item[String(inner)]
                if let value, !value.isNull, !fact.sort.covers(value) { return complaint(fact) }
            }
        }
        return nil
    }

    private func complaint(_ fact: Fact) -> String { "факт \(fact.path): нужно \(fact.sort.title)" }
}
