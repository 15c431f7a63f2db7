import Policies
import Scripts

/// What a backtest found of one rule, in order and in words.
struct RuleFindings {
    /// A change of what the rule says.
    struct Flip {
        let key: RuleTally.Flip
        let steps: Int
        let examples: [RuleTally.Example]

        var before: String { PolicyBacktestFindings.title(key.before) }
        var after: String { PolicyBacktestFindings.title(key.after) }
    }

    /// Why steps do not pass.
    struct Cause {
        let key: Causes.Cause
        /// As the rule's kind calls it.
        let title: String
        let steps: Int

        var ruling: String { PolicyBacktestFindings.title(key.ruling) }
    }

    /// A courier and how often the rule does not let a step of theirs pass.
    struct Courier {
        let name: String
        let record: Causes.Record
    }

    let id: String
    /// Nil for a rule that the candidate does not have.
    let title: String?
    let tally: RuleTally
    /// The most frequent first, as all that follows.
    let flips: [Flip]
    let causes: [Cause]
    /// Those whose steps do not all pass.
    let couriers: [Courier]
    let charts: [HistogramBars]
    /// Of a rate: why operations missed, by the title of the counted rule's case.
    let misses: [(title: String, count: Int)]
    /// What it is asked of, counted: steps, or windows that closed.
    let noun: (one: String, few: String, many: String)

    init(id: String, tally: RuleTally, of backtest: PolicyBacktest) {
        let rule = backtest.candidate.rule(id)
        self.id = id
        self.tally = tally
        title = rule?.title
        flips = tally.flips.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
            .map { Flip(key: $0, steps: $1, examples: tally.examples[$0] ?? []) }
        causes = tally.causes.counts.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
            .map { cause, steps in
                let title = rule?.kind.outcome(cause.outcome)?.title ?? "ошибка в правиле"
                return Cause(key: cause, title: title, steps: steps)
            }
        couriers = tally.causes.couriers.filter { $0.value.missed > 0 }
            .sorted { ($1.value.missed, $0.key) < ($0.value.missed, $1.key) }
            .map { Courier(name: $0.key, record: $0.value) }
        let counted = rule?.window.flatMap { backtest.candidate.rule($0.counts) }
        misses = tally.misses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { (title: counted?.kind.outcome($0.key)?.title ?? $0.key, count: $0.value) }
        noun = rule?.window == nil ? ("шаг", "шага", "шагов") : ("окно", "окна", "окон")
        charts = backtest.histograms.filter { $0.key.rule == id }.sorted { $0.key.name < $1.key.name }
            .map { HistogramBars($0, $1, rule) }
    }

    /// How many steps the rule does not let pass.
    var missed: Int { tally.causes.missed }
    /// Of how many the candidate asks it.
    var asked: Int { tally.causes.asked }
}

extension RuleTally.Flip {
    fileprivate var name: String { "\(before?.rawValue ?? "-") \(after?.rawValue ?? "-")" }
}

extension Causes.Cause {
    fileprivate var name: String { "\(ruling.rawValue) \(outcome)" }
}

extension PolicyBacktest.Measure {
    /// By which histograms stand in order.
    var name: String { "\(rule) \(threshold.parameter) \(threshold.figure)" }
}
