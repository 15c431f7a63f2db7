package import Messages
import Scripts

extension PolicySet {
    /// The windows that a step belongs to by these policies, each as it is before anything was counted.
    package func windows(of facts: StepFacts) -> [OpenWindow] {
        opened(of: facts, orElse: nil)
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
        opened(of: facts, orElse: "пример").map { window in
            var window = window
            window.count.expect(facts.planned)
            if verdicts.areDone, let mark = window.mark(verdicts) { window.count.move(from: nil, to: mark) }
            window.given = facts[StepFacts.window]
            return window
        }
    }

    /// - Parameter nobody: the key of a window of which the facts do not say whose it is; nil opens none.
    private func opened(of facts: StepFacts, orElse nobody: String?) -> [OpenWindow] {
        policies.filter { $0.covers(facts) }.flatMap { policy in
            policy.rules.compactMap { rule in
                guard let window = rule.window, rule.asks(facts), let key = window.key(of: facts, in: zone) ?? nobody
                else { return nil }
                return OpenWindow(
                    key: key, rule: rule, policy: policy.name, revision: revision, window: window,
                    owner: facts.owner(of: window.per), closesAt: window.deadline(of: facts, in: zone))
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
