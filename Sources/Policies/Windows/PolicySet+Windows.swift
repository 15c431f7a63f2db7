package import Messages
import Scripts

extension PolicySet {
    /// The windows that a step belongs to by these policies, each as it is before anything was counted.
    package func windows(of facts: StepFacts) -> [OpenWindow] {
        windowRules(of: facts).compactMap { policy, rule, window in
            guard let key = window.key(of: facts, in: zone) else { return nil }
            return OpenWindow(
                key: key, rule: rule, policy: policy.name, revision: revision, window: window,
                owner: facts.owner(of: window.per),
                closesAt: window.deadline(of: facts, in: zone))
        }
    }

    /// A window that was opened under these policies, as it is now; nil when they have no such rule.
    package func window(
        rule id: String, key: String, owner: JSON, closesAt: Instant, count: WindowCount
    ) -> OpenWindow? {
        for policy in policies {
            guard let rule = policy.rules.first(where: { $0.id == id }), let window = rule.window else { continue }
            return OpenWindow(
                key: key, rule: rule, policy: policy.name, revision: revision, window: window, owner: owner,
                closesAt: closesAt, count: count)
        }
        return nil
    }

    /// The windows of an example: as it says, or else with its step alone.
    func windows(ofExample facts: StepFacts, said verdicts: [Verdict]) -> [OpenWindow] {
        windowRules(of: facts).map { policy, rule, window in
            var opened = OpenWindow(
                key: window.key(of: facts, in: zone) ?? "пример", rule: rule, policy: policy.name, revision: revision,
                window: window, owner: facts.owner(of: window.per), closesAt: window.deadline(of: facts, in: zone))
            opened.count.planned = facts.planned
            if verdicts.areDone, let mark = opened.mark(verdicts) { opened.count.move(from: nil, to: mark) }
            opened.given = facts[StepFacts.window]
            return opened
        }
    }

    private func windowRules(of facts: StepFacts) -> [(Policy, PolicyRule, RuleWindow)] {
        policies.filter { $0.covers(facts) }.flatMap { policy in
            policy.rules.compactMap { rule in
                guard let window = rule.window, rule.asks(facts) else { return nil }
                return (policy, rule, window)
            }
        }
    }
}

extension StepFacts {
    /// What says whose a window is; a division's is no single courier's.
    fileprivate func owner(of period: RuleWindow.Period) -> JSON {
        let names = period == .divisionDay ? ["division"] : ["courier", "division", "warehouse", "shift"]
        return .object(
            names.compactMap { name in
                self[name].map { JSON.Member(name, $0) }
            })
    }
}
