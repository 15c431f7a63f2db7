import Messages
package import Scripts

/// The evaluator: facts in, a decision out, and nothing else. The same facts in the same windows under the same
/// revision are the same decision, whoever asks.
package struct PolicyJudge: Sendable {
    /// What a step was decided, and what single rules would say of it with other parameters, by curve and value.
    struct Answer: Sendable {
        let decision: Decision
        let tried: [[Ruling]]
    }

    private typealias Asked = (policy: Policy, rule: PolicyRule)

    package let policies: PolicySet
    private let scripts: ScriptPool
    private let waivers: [Waiver]

    /// - Parameter waivers: those that may cover a step; the step's own time decides.
    package init(_ policies: PolicySet, scripts: ScriptPool, waivers: [Waiver] = []) {
        self.policies = policies
        self.scripts = scripts
        self.waivers = waivers
    }

    /// Judges a step that stands alone: its windows are as its facts say, or else it is their first.
    package func judge(_ facts: StepFacts) async -> Decision {
        await judge([facts])[0]
    }

    /// Judges steps that each stand alone, in one Lua state; the decisions are in the order of the facts.
    package func judge(_ steps: [StepFacts]) async -> [Decision] {
        let plain = await plain(steps, [])
        let opened = zip(steps, plain).map { facts, plain in
            policies.windows(ofExample: facts, said: plain.verdicts)
        }
        let rates = await rates(steps, opened)
        return steps.indices.map { decision(steps[$0], plain[$0].verdicts, rates[$0]) }
    }

    /// Judges a step. The rules about the step itself come first; what they say is what windows count.
    ///
    /// - Parameter windows: the windows that the step belongs to, with the step counted by what was said of it.
    package func judge(_ facts: StepFacts, windows: @Sendable ([Verdict]) -> [OpenWindow]) async -> Decision {
        let plain = await plain([facts], [])[0]
        let opened = windows(plain.verdicts)
        return decision(facts, plain.verdicts, await rates([facts], [opened])[0])
    }

    /// Judges steps in the order in which they were done; each is counted in the book's windows.
    package func judge(_ steps: [PastStep], _ book: inout WindowBook) async -> [Decision] {
        let facts = steps.map(\.facts)
        let plain = await halved(facts.indices) { part in await self.plain(Array(facts[part]), []) }
        let opened = zip(steps, plain).map { step, plain in book.add(step, said: plain.verdicts) }
        let rates = await halved(facts.indices) { part in
            await self.rates(Array(facts[part]), Array(opened[part]))
        }
        return facts.indices.map { decision(facts[$0], plain[$0].verdicts, rates[$0]) }
    }

    /// What the rules about single steps say, and what the curves would; no window is counted.
    func answers(_ steps: [PastStep], _ curves: [Curve]) async -> [Answer] {
        let facts = steps.map(\.facts)
        let plain = await halved(facts.indices) { part in await self.plain(Array(facts[part]), curves) }
        return zip(facts, plain).map { facts, plain in
            Answer(decision: decision(facts, plain.verdicts, []), tried: plain.tried)
        }
    }

    /// What the rules of windows say when they close, in the order of the windows.
    package func close(_ windows: [OpenWindow]) async -> [Verdict] {
        await rates(windows.map(\.closing), windows.map { [$0] }, isClosed: true).map { $0[0] }
    }

    /// What a window's rule would say at its close with other parameters.
    func close(_ window: OpenWindow, trying params: [JSON]) async -> [Ruling] {
        let (kind, facts) = (window.rule.kind, window.closing)
        let told = facts.told(window.facts(isClosed: true), to: kind)
        let questions = params.map { RuleInquiry.Question(kind: kind, params: $0) }
        let answers = await scripts.judge([RuleInquiry(facts: told, questions: questions)], of: window.revision)
        return zip(params, answers[0]).map { params, answer in
            Verdict(window.policy, window.rule, params, answer, facts, told: told).ruling
        }
    }

    private func decision(_ facts: StepFacts, _ plain: [Verdict], _ rates: [Verdict]) -> Decision {
        Decision(revision: policies.revision.id, facts: facts, verdicts: plain + rates)
    }

    /// The rules about single steps, and the curves of those among them.
    private func plain(
        _ steps: [StepFacts], _ curves: [Curve]
    ) async -> [(verdicts: [Verdict], tried: [[Ruling]])] {
        let asked = steps.map { facts in self.asked(facts) }
        let tried = asked.map { rules in curves.map { curve in rules.contains { $0.rule.id == curve.rule.id } } }
        let inquiries = steps.indices.map { index in
            let further = zip(curves, tried[index]).flatMap { curve, isAsked in
                isAsked ? curve.params.map { RuleInquiry.Question(kind: curve.rule.kind, params: $0) } : []
            }
            return RuleInquiry(
                facts: steps[index].json,
                questions: asked[index].map(\.rule.question) + further)
        }
        let answers = await scripts.judge(inquiries, of: policies.revision)
        return steps.indices.map { index in
            let (facts, rules, all) = (steps[index], asked[index], answers[index])
            let verdicts = zip(rules, all).map { asked, answer in
                let (policy, rule) = (asked.policy.name, asked.rule)
                return Verdict(policy, rule, rule.params, answer, facts, waiver: waiver(policy, rule, facts))
            }
            var rest = all.dropFirst(rules.count)
            let rulings = zip(curves, tried[index]).map { curve, isAsked -> [Ruling] in
                guard isAsked, let policy = rules.first(where: { $0.rule.id == curve.rule.id })?.policy else {
                    return []
                }
                return curve.params.map { Verdict(policy.name, curve.rule, $0, rest.removeFirst(), facts).ruling }
            }
            return (verdicts, rulings)
        }
    }

    private func asked(_ facts: StepFacts) -> [Asked] {
        policies.policies.filter { $0.covers(facts) }.flatMap { policy in
            policy.rules.filter { $0.window == nil && $0.asks(facts) }.map { (policy: policy, rule: $0) }
        }
    }

    private func waiver(_ policy: String, _ rule: PolicyRule, _ facts: StepFacts) -> String? {
        waivers.first { $0.covers(rule: rule, policy: policy, facts: facts) }?.id
    }

    /// The rules of each step's windows, each by the scripts of the revision that its window began with.
    private func rates(
        _ steps: [StepFacts], _ windows: [[OpenWindow]], isClosed: Bool = false
    ) async -> [[Verdict]] {
        let flat = zip(steps, windows).flatMap { facts, windows in
            windows.map { window in
                let count = window.facts(isClosed: isClosed)
                return (window: window, count: count, facts: facts, told: facts.told(count, to: window.rule.kind))
            }
        }
        guard !flat.isEmpty else { return steps.map { _ in [] } }
        var verdicts: [Verdict?] = Array(repeating: nil, count: flat.count)
        for (_, places) in Dictionary(grouping: flat.indices, by: { flat[$0].window.revision.id }) {
            let inquiries = places.map { place in
                RuleInquiry(facts: flat[place].told, questions: [flat[place].window.rule.question])
            }
            let answers = await scripts.judge(inquiries, of: flat[places[0]].window.revision)
            for (place, answer) in zip(places, answers) {
                let (window, count, facts, told) = flat[place]
                verdicts[place] = Verdict(
                    window.policy, window.rule, window.rule.params, answer[0], facts, told: told,
                    window: window.json(count), waiver: waiver(window.policy, window.rule, facts))
            }
        }
        var rest = verdicts.compactMap { $0 }[...]
        return windows.map { windows in windows.map { _ in rest.removeFirst() } }
    }

    /// Does something with both halves of a range at once; the results are in the range's order.
    private func halved<Result: Sendable>(
        _ range: Range<Int>, _ body: @escaping @Sendable (Range<Int>) async -> [Result]
    ) async -> [Result] {
        guard range.count > 1 else { return await body(range) }
        let middle = range.lowerBound + range.count / 2
        async let first = body(range.lowerBound..<middle)
        async let second = body(middle..<range.upperBound)
        return await first + second
    }
}

extension OpenWindow {
    /// What is known of the window itself, for the rule's mode and scope.
    fileprivate var closing: StepFacts {
        StepFacts(owner, step: rule.steps[0], at: lastMoment)
    }
}
