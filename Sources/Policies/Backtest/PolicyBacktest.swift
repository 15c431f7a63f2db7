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
    /// Verdicts that did not count because of a waiver, by its id.
    package private(set) var waived: [String: Int] = [:]
    /// Of each rule's thresholds, in the order of its kind.
    private var measured: [String: [Histogram]] = [:]
    package private(set) var curves: [Curve]
    let judge: PolicyJudge
    private var book: WindowBook
    /// The candidate's rates.
    private let rates: [(rule: String, window: RuleWindow)]

    /// - Parameter waivers: all that may cover a step of the past.
    package init(_ candidate: PolicySet, scripts: ScriptPool, curves: [Curve] = [], waivers: [Waiver] = []) {
        self.candidate = candidate
        self.curves = curves
        judge = PolicyJudge(candidate, scripts: scripts, waivers: waivers)
        book = WindowBook(candidate)
        rates = candidate.rules.compactMap { rule in rule.window.map { (rule: rule.id, window: $0) } }
    }

    /// Judges a page of the past.
    package mutating func add(_ page: [PastDecision]) async {
        add(await pages.judge(page))
    }

    /// What judges pages for it.
    package var pages: PageJudge { PageJudge(judge: judge, curves: curves) }

    /// Counts a page that was judged.
    package mutating func add(_ judged: PageJudge.Judged) {
        for (past, answer) in zip(judged.page, judged.answers) {
            _ = book.add(past.step, said: answer.decision.verdicts)
            add(past, answer.decision, answer.tried)
        }
    }

    private mutating func add(_ past: PastDecision, _ decision: Decision, _ tried: [[Ruling]]) {
        steps += 1
        let at = past.facts.at
        span = min(span?.lowerBound ?? at, at)...max(span?.upperBound ?? at, at)
        if past.outcome != decision.outcome {
            let (change, amount) = (Change(before: past.outcome, after: decision.outcome), past.amount)
            changes[change, default: Volume()].add(amount)
            if change.isWorse { worse[past.courier, default: Volume()].add(amount) }
        }
        for verdict in decision.verdicts {
            if let waiver = verdict.waiver, verdict.ruling != .pass { waived[waiver, default: 0] += 1 }
            rules[verdict.rule.id, default: RuleTally()].add(past.verdicts[verdict.rule.id], verdict, of: past.subject)
            measure(verdict)
        }
        if past.wasDone { countMisses(decision) }
        for (rule, said) in past.verdicts where !decision.verdicts.contains(where: { $0.rule.id == rule }) {
            rules[rule, default: RuleTally()].add(said, nil, of: past.subject)
        }
        for (index, rulings) in tried.enumerated() { count(rulings, in: index) }
    }

    /// Why rates may come out badly: operations whose counted rule came out as a miss.
    private mutating func countMisses(_ decision: Decision) {
        for (rule, window) in rates {
            guard let said = decision.verdicts.first(where: { $0.rule.id == window.counts }),
                window.mark(said.outcome) == .miss
            else { continue }
            rules[rule, default: RuleTally()].miss(said.outcome)
        }
    }

    /// Counts what a curve's rule would say at each of its values.
    mutating func count(_ rulings: [Ruling], in index: Int) {
        for (place, ruling) in rulings.enumerated() {
            if ruling == .fail { curves[index].failed[place] += 1 }
            if ruling == .unsure { curves[index].unsure[place] += 1 }
        }
    }

    /// Takes out of the book what closes before the last step, or everything.
    mutating func takeClosed(isOver: Bool) -> [OpenWindow] {
        guard let last = span?.upperBound else { return [] }
        return book.close(before: isOver ? nil : last)
    }

    /// Counts how a window came out.
    mutating func add(_ window: OpenWindow, _ before: PastClosing?, _ verdict: Verdict) {
        let subject = RuleTally.Subject(id: window.key, step: nil, courier: window.owner["courier"]?.string)
        let said = before.map { PastDecision.Said(ruling: $0.ruling, outcome: $0.outcome) }
        rules[window.rule.id, default: RuleTally()].add(said, verdict, of: subject, isKnown: before != nil)
        measure(verdict)
    }

    /// What was measured against each threshold.
    package var histograms: [Measure: Histogram] {
        var all: [Measure: Histogram] = [:]
        for rule in candidate.rules {
            for (threshold, histogram) in zip(rule.kind.thresholds, measured[rule.id] ?? []) where !histogram.isEmpty {
                all[Measure(rule: rule.id, threshold: threshold)] = histogram
            }
        }
        return all
    }

    private mutating func measure(_ verdict: Verdict) {
        let rule = verdict.rule
        guard !rule.kind.thresholds.isEmpty, !verdict.values.isEmpty else { return }
        let fresh = { rule.kind.thresholds.map { Histogram(limit: rule.params[$0.parameter]?.double ?? .nan) } }
        Self.measure(verdict, into: &measured[rule.id, default: fresh()])
    }

    private static func measure(_ verdict: Verdict, into histograms: inout [Histogram]) {
        for (index, threshold) in verdict.rule.kind.thresholds.enumerated() {
            let figure = verdict.values.first { $0.name == threshold.figure }?.value.double
            if let figure { histograms[index].add(figure) }
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
