import Messages
import Policies
import Scripts

/// What candidate policies would have decided, as people read it in a terminal.
struct PolicyBacktestReport {
    private static let mostCouriers = 10
    private static let mostOfRule = 5
    private static let widest = 30

    let findings: PolicyBacktestFindings

    /// What becomes of steps stands first, then each rule, what was measured, and the curves.
    var lines: [String] {
        let backtest = findings.backtest
        let head = "Кандидат \(findings.revision) против того, что было решено."
        guard backtest.steps > 0 else { return [head, "За этот срок решений нет: сравнивать не с чем."] }
        let whose = backtest.steps.form("шага", "шагов", "шагов")
        var lines = [
            head, "из \(backtest.steps.readable) \(whose) иначе решается \(findings.changed.steps.readable)",
        ]
        lines += findings.changes.map { "  \($0.before) → \($0.after): \($0.volume.words)" }
        let couriers = findings.worse.prefix(Self.mostCouriers)
        if !couriers.isEmpty {
            lines += ["Строже всего для курьеров:"] + couriers.map { "  \($0.courier): \($0.volume.words)" }
            let rest = findings.worse.count - couriers.count
            if rest > 0 { lines.append("  и ещё \(rest.readable)") }
        }
        if !findings.waived.isEmpty {
            lines += ["Не в счёт по послаблениям:"] + findings.waived.map { "  \($0.id): \($0.verdicts.readable)" }
        }
        return lines + findings.rules.flatMap(Self.told) + backtest.curves.flatMap(Self.told)
    }

    private static func told(_ rule: RuleFindings) -> [String] {
        let unit = rule.tally.steps.form(rule.noun.one, rule.noun.few, rule.noun.many)
        var lines = ["", "\(rule.id): \(rule.tally.steps.readable) \(unit), так же \(rule.tally.same.readable)"]
        for flip in rule.flips {
            lines.append("  \(flip.before) → \(flip.after): \(flip.steps.readable)")
            lines += flip.examples.map { example in
                let who = example.courier.map { "\($0), " } ?? ""
                return "    \(who)\(example.decision)" + (example.words.map { ": \($0)" } ?? "")
            }
        }
        // Bars only of a rule that would say something else.
        return lines + causes(rule) + (rule.flips.isEmpty ? [] : rule.charts.flatMap(bars))
    }

    private static func causes(_ rule: RuleFindings) -> [String] {
        guard rule.missed > 0 else { return [] }
        var lines = ["  не пропустит \(rule.missed.readable) из \(rule.asked.readable):"]
        lines += rule.causes.map { cause in
            "    \(cause.title) (\(cause.ruling)): \(cause.steps.readable), \(cause.steps.share(of: rule.missed))"
        }
        let couriers = rule.couriers.prefix(mostOfRule).map { courier in
            "\(courier.name) — \(courier.record.missed.readable) из \(courier.record.asked.readable)"
        }
        return lines + ["    чаще всего: \(couriers.joined(separator: "; "))"] + misses(rule)
    }

    /// Why the operations of a rate missed.
    private static func misses(_ rule: RuleFindings) -> [String] {
        let all = rule.misses.map(\.count).reduce(0, +)
        guard all > 0 else { return [] }
        return ["  промахи:"]
            + rule.misses.map { "    \($0.title): \($0.count.readable), \($0.count.share(of: all))" }
    }

    /// The threshold lies between the fifth bar and the sixth.
    private static func bars(_ chart: HistogramBars) -> [String] {
        let bars = chart.bars.enumerated().map { part, bar in
            let blocks = String(repeating: "█", count: (bar.count * widest + chart.most - 1) / chart.most)
            let mark = part == HistogramBars.below - 1 ? " ← \(chart.parameter)" : ""
            return "    \(bar.title): \(bar.count.readable)\(blocks.isEmpty ? "" : " ")\(blocks)\(mark)"
        }
        return ["  \(chart.measure.threshold.figure) (\(chart.parameter) \(chart.limit)):"] + bars
    }

    private static func told(_ curve: Curve) -> [String] {
        let points = curve.written.indices.map { index -> String in
            let (failed, unsure) = (curve.failed[index].readable, curve.unsure[index].readable)
            return "  \(curve.written[index]) → нет: \(failed), не уверены: \(unsure)"
        }
        return ["", "\(curve.rule.id), \(curve.parameter.name) (\(curve.parameter.title)):"] + points
    }
}
