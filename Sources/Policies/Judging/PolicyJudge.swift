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
        await judge([facts])[0]
    }

    /// Judges several steps, one after the other, in one Lua state; the decisions are in the order of the facts.
    package func judge(_ steps: [StepFacts]) async -> [Decision] {
        await judge(steps, []).map(\.decision)
    }

    /// The same, and what single rules would say with other parameters, by curve and value; nothing where a rule is not
    /// asked.
    func judge(_ steps: [StepFacts], _ curves: [Curve]) async -> [(decision: Decision, tried: [[Ruling]])] {
        let asked = steps.map { facts in self.asked(facts) }
        let tried = asked.map { rules in curves.map { curve in rules.contains { $0.rule.id == curve.rule.id } } }
        let inquiries = steps.indices.map { index in
            let further = zip(curves, tried[index]).flatMap { curve, isAsked in
                isAsked ? curve.params.map { RuleInquiry.Question(kind: curve.rule.kind, params: $0) } : []
            }
            return RuleInquiry(
                facts: steps[index].json,
                questions: asked[index].map { .init(kind: $0.rule.kind, params: $0.rule.params) } + further)
        }
        let answers = await scripts.judge(inquiries, of: policies.revision)
        return steps.indices.map { index in
            let (facts, rules, all) = (steps[index], asked[index], answers[index])
            let verdicts = zip(rules, all).map { Verdict($0.policy, $0.rule, $0.rule.params, $1, facts) }
            var rest = all.dropFirst(rules.count)
            let rulings = zip(curves, tried[index]).map { curve, isAsked -> [Ruling] in
                guard isAsked, let policy = rules.first(where: { $0.rule.id == curve.rule.id })?.policy else {
                    return []
                }
                return curve.params.map { Verdict(policy, curve.rule, $0, rest.removeFirst(), facts).ruling }
            }
            return (Decision(revision: policies.revision.id, facts: facts, verdicts: verdicts), rulings)
        }
    }

    private func asked(_ facts: StepFacts) -> [(policy: Policy, rule: PolicyRule)] {
        policies.policies.filter { $0.covers(facts) }.flatMap { policy in
            policy.rules.filter { $0.asks(facts) }.map { (policy: policy, rule: $0) }
        }
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
