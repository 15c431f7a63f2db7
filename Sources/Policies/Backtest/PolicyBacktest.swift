package import Messages
package import Scripts

/// What candidate policies would have decided of steps that were decided already. It is given the past page by page and
/// keeps only counts and a few examples of each sort.
package struct PolicyBacktest: Sendable {
    /// A rule's figure and the parameter it is compared with.
    package struct Measure: Sendable, Hashable {
        package let rule: String
        package let threshold: RuleKind.Threshold
    }

    /// From what became of a step to what would become of it.
    package struct Change: Sendable, Hashable {
        package let before: Decision.Outcome
        package let after: Decision.Outcome

        /// Whether it is more of a nuisance to the courier than it was.
        package var isWorse: Bool { after.weight > before.weight }
    }

    package let candidate: PolicySet
    package private(set) var steps = 0
    /// When the first and the last of the steps were done.
    package private(set) var span: ClosedRange<Instant>?
    package private(set) var changes: [Change: Volume] = [:]
    /// A courier's steps that would come out worse.
    package private(set) var worse: [String: Volume] = [:]
    package private(set) var rules: [String: RuleTally] = [:]
    package private(set) var histograms: [Measure: Histogram] = [:]
    package private(set) var curves: [Curve]
    private let judge: PolicyJudge

    package init(_ candidate: PolicySet, scripts: ScriptPool, curves: [Curve] = []) {
        self.candidate = candidate
        self.curves = curves
        judge = PolicyJudge(candidate, scripts: scripts)
    }

    /// Judges a page of the past.
    package mutating func add(_ page: [PastDecision]) async {
        let (judge, curves) = (judge, curves)
        let facts = page.map(\.facts)
        // Two halves at once: a backtest may use what a postman leaves.
        let middle = facts.count / 2
        async let first = judge.judge(Array(facts[..<middle]), curves)
        async let second = judge.judge(Array(facts[middle...]), curves)
        let answers = await first + second
        for (past, answer) in zip(page, answers) { add(past, answer.decision, answer.tried) }
    }

    private mutating func add(_ past: PastDecision, _ decision: Decision, _ tried: [[Ruling]]) {
        steps += 1
        let at = past.facts.at
        span = min(span?.lowerBound ?? at, at)...max(span?.upperBound ?? at, at)
        if past.outcome != decision.outcome {
            let (change, amount) = (Change(before: past.outcome, after: decision.outcome), past.facts.amount)
            changes[change, default: Volume()].add(amount)
            if change.isWorse { worse[past.courier, default: Volume()].add(amount) }
        }
        for verdict in decision.verdicts {
            rules[verdict.rule.id, default: RuleTally()].add(past.verdicts[verdict.rule.id], verdict, of: past)
            measure(verdict)
        }
        for (rule, said) in past.verdicts where !decision.verdicts.contains(where: { $0.rule.id == rule }) {
            rules[rule, default: RuleTally()].add(said, nil, of: past)
        }
        for (index, rulings) in tried.enumerated() {
            for (place, ruling) in rulings.enumerated() {
                if ruling == .fail { curves[index].failed[place] += 1 }
                if ruling == .unsure { curves[index].unsure[place] += 1 }
            }
        }
    }

    private mutating func measure(_ verdict: Verdict) {
        for threshold in verdict.rule.kind.thresholds {
            guard let limit = verdict.rule.params[threshold.parameter]?.double,
                let figure = verdict.values.first(where: { $0.name == threshold.figure })?.value.double
            else { continue }
            let measure = Measure(rule: verdict.rule.id, threshold: threshold)
            histograms[measure, default: Histogram(limit: limit)].add(figure)
        }
    }
}

extension Decision.Outcome {
    /// How much of a nuisance it is to the courier.
    fileprivate var weight: Int {
        switch self {
        case .pass: 0
        case .warn: 1
        case .unsure: 2
        case .fail: 3
        }
    }
}

extension JSON {
    fileprivate var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }
}
