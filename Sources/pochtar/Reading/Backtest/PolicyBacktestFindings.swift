import Messages
import Policies
import Scripts

/// What a backtest found, in order and in words: what the report and the page both say.
struct PolicyBacktestFindings {
    /// What becomes of steps otherwise than it did.
    struct Change {
        let key: PolicyBacktest.Change
        let volume: Volume

        var before: String { PolicyBacktestFindings.title(key.before) }
        var after: String { PolicyBacktestFindings.title(key.after) }
    }

    let backtest: PolicyBacktest

    var revision: String { "\(backtest.candidate.revision.id)" }

    /// All steps that are decided otherwise, and those of them that come out worse for the courier.
    var changed: Volume { changes.map(\.volume).reduce(Volume(), +) }
    var stricter: Volume { changes.filter(\.key.isWorse).map(\.volume).reduce(Volume(), +) }
    var milder: Volume { changes.filter { !$0.key.isWorse }.map(\.volume).reduce(Volume(), +) }

    /// The most frequent first.
    var changes: [Change] {
        backtest.changes.map { Change(key: $0, volume: $1) }
            .sorted { ($1.volume.steps, $0.key.name) < ($0.volume.steps, $1.key.name) }
    }

    /// Couriers with steps that come out worse, those with the most first.
    var worse: [(courier: String, volume: Volume)] {
        backtest.worse.sorted { ($1.value.steps, $0.key) < ($0.value.steps, $1.key) }
            .map { (courier: $0.key, volume: $0.value) }
    }

    /// Waivers by which verdicts did not count, those with the most first.
    var waived: [(id: String, verdicts: Int)] {
        backtest.waived.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (id: $0.key, verdicts: $0.value) }
    }

    /// The candidate's rules in their order, and then those that it does not have.
    var rules: [RuleFindings] {
        let ids = backtest.candidate.rules.map(\.id)
        let gone = backtest.rules.keys.filter { !ids.contains($0) }.sorted()
        return (ids + gone).compactMap { id in backtest.rules[id].map { RuleFindings(id: id, tally: $0, of: backtest) }
        }
    }

    /// What becomes of a step.
    static func title(_ outcome: Decision.Outcome) -> String {
        switch outcome {
        case .pass: "проходит"
        case .warn: "с предупреждением"
        case .unsure: "не уверены"
        case .fail: "не проходит"
        }
    }

    /// What a rule says; nil is a rule that is not asked.
    static func title(_ ruling: Ruling?) -> String {
        switch ruling {
        case .pass: "да"
        case .unsure: "не уверены"
        case .fail: "нет"
        case nil: "не спрошено"
        }
    }
}

extension Volume {
    /// `61 шаг на 183 400 ₽`; the money of how many steps is known is said when it is not of all.
    var words: String {
        let count = "\(steps.readable) \(steps.form("шаг", "шага", "шагов"))"
        guard priced > 0 else { return count }
        return "\(count) на \(kopecks.roubles)" + (priced < steps ? " (сумма известна у \(priced.readable))" : "")
    }
}

extension PolicyBacktest.Change {
    fileprivate var name: String { "\(before.rawValue) \(after.rawValue)" }
}
