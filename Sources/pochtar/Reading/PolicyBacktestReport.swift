import Messages
import Policies
import Scripts

/// What candidate policies would have decided, as people read it and as machines do.
struct PolicyBacktestReport {
    private static let mostCouriers = 10

    let backtest: PolicyBacktest

    /// What becomes of steps stands first, then each rule, what was measured, and the curves.
    var lines: [String] {
        let head = "Кандидат \(backtest.candidate.revision.id) против того, что было решено."
        guard backtest.steps > 0 else { return [head, "За этот срок решений нет: сравнивать не с чем."] }
        let changed = backtest.changes.values.reduce(0, +)
        let whose = backtest.steps.form("шага", "шагов", "шагов")
        var lines = [head, "из \(backtest.steps.readable) \(whose) иначе решается \(changed.readable)"]
        lines += changes.map { "  \(Self.title($0.before)) → \(Self.title($0.after)): \($1.readable)" }
        let couriers = worse.prefix(Self.mostCouriers)
        if !couriers.isEmpty {
            lines += ["Строже всего для курьеров:"] + couriers.map { "  \($0): \($1.readable)" }
            if worse.count > couriers.count { lines.append("  и ещё \((worse.count - couriers.count).readable)") }
        }
        return lines + backtest.candidate.rules.map(\.id).union(backtest.rules.keys).flatMap(told)
            + backtest.curves.flatMap(Self.told)
    }

    private var changes: [(PolicyBacktest.Change, Int)] {
        backtest.changes.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
    }

    private var worse: [(String, Int)] {
        backtest.worse.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    private func told(_ rule: String) -> [String] {
        guard let tally = backtest.rules[rule] else { return [] }
        let flips = tally.flips.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
        var lines = ["", "\(rule): о \(tally.steps.readable), так же \(tally.same.readable)"]
        for (flip, count) in flips {
            lines.append("  \(Self.title(flip.before)) → \(Self.title(flip.after)): \(count.readable)")
            lines += (tally.examples[flip] ?? []).map { example in
                let who = example.courier.map { "\($0), " } ?? ""
                return "    \(who)\(example.decision)" + (example.words.map { ": \($0)" } ?? "")
            }
        }
        return lines + histograms(rule)
    }

    /// Bars of the measured figures of a rule that would say something else; the threshold lies between the fifth and
    /// the sixth.
    private func histograms(_ rule: String) -> [String] {
        guard backtest.rules[rule]?.flips.isEmpty == false else { return [] }
        let measures = backtest.histograms.filter { $0.key.rule == rule }
        return measures.sorted { $0.key.name < $1.key.name }.flatMap(bars)
    }

    private func bars(_ measure: PolicyBacktest.Measure, _ histogram: Histogram) -> [String] {
        let unit = backtest.candidate.rule(measure.rule)?.kind.placeholders[measure.threshold.figure] ?? nil
        func written(_ value: Double) -> String {
            unit?.text(of: value) ?? MeasureUnit.grouped(value, decimals: 2)
        }
        let most = max(1, histogram.counts.max() ?? 1)
        let bars = histogram.counts.enumerated().map { part, count in
            let border = histogram.border(of: part).map { "до \(written($0))" } ?? "дальше"
            let bar = String(repeating: "█", count: (count * 30 + most - 1) / most)
            let mark = part == Histogram.parts / 2 - 1 ? " ← \(measure.threshold.parameter)" : ""
            return "    \(border): \(count.readable) \(bar)\(mark)"
        }
        return ["  \(measure.threshold.figure) (\(measure.threshold.parameter) \(written(histogram.limit))):"] + bars
    }

    private static func told(_ curve: Curve) -> [String] {
        let points = curve.written.indices.map { index -> String in
            let (failed, unsure) = (curve.failed[index].readable, curve.unsure[index].readable)
            return "  \(curve.written[index]) → нет: \(failed), не уверены: \(unsure)"
        }
        return ["", "\(curve.rule.id), \(curve.parameter.name) (\(curve.parameter.title)):"] + points
    }

    private static func title(_ outcome: Decision.Outcome) -> String {
        switch outcome {
        case .pass: "проходит"
        case .warn: "с предупреждением"
        case .unsure: "не уверены"
        case .fail: "не проходит"
        }
    }

    private static func title(_ ruling: Ruling?) -> String {
        switch ruling {
        case .pass: "да"
        case .unsure: "не уверены"
        case .fail: "нет"
        case nil: "не спрошено"
        }
    }

    /// The same as one value.
    var json: JSON {
        .object([
            .init("candidate", .string("\(backtest.candidate.revision.id)")), .init("steps", JSON(backtest.steps)),
            .init(
                "changes",
                .array(
                    changes.map { change, count in
                        [
                            "before": .string(change.before.rawValue), "after": .string(change.after.rawValue),
                            "steps": JSON(count),
                        ]
                    })),
            .init("worse", .array(worse.map { ["courier": .string($0), "steps": JSON($1)] })),
            .init("rules", .array(backtest.rules.sorted { $0.key < $1.key }.map { Self.json($0.key, $0.value) })),
            .init(
                "histograms",
                .array(
                    backtest.histograms.sorted { $0.key.name < $1.key.name }.map { measure, histogram in
                        [
                            "rule": .string(measure.rule), "figure": .string(measure.threshold.figure),
                            "parameter": .string(measure.threshold.parameter),
                            "limit": .number("\(histogram.limit)"), "counts": .array(histogram.counts.map { JSON($0) }),
                        ]
                    })),
            .init(
                "curves",
                .array(
                    backtest.curves.map { curve in
                        [
                            "rule": .string(curve.rule.id), "parameter": .string(curve.parameter.name),
                            "values": .array(curve.written.map(JSON.string)),
                            "fail": .array(curve.failed.map { JSON($0) }),
                            "unsure": .array(curve.unsure.map { JSON($0) }),
                        ]
                    })),
        ])
    }

    private static func json(_ rule: String, _ tally: RuleTally) -> JSON {
        let flips = tally.flips.sorted { $0.key.name < $1.key.name }.map { flip, count -> JSON in
            [
                "before": JSON(flip.before?.rawValue), "after": JSON(flip.after?.rawValue), "steps": JSON(count),
                "examples": .array((tally.examples[flip] ?? []).map { .string($0.decision) }),
            ]
        }
        return [
            "rule": .string(rule), "steps": JSON(tally.steps), "same": JSON(tally.same), "flips": .array(flips),
        ]
    }
}

extension PolicyBacktest.Change {
    fileprivate var name: String { "\(before.rawValue) \(after.rawValue)" }
}

extension RuleTally.Flip {
    fileprivate var name: String { "\(before?.rawValue ?? "-") \(after?.rawValue ?? "-")" }
}

extension PolicyBacktest.Measure {
    fileprivate var name: String { "\(rule) \(threshold.parameter) \(threshold.figure)" }
}

extension [String] {
    /// These in their order, then those of a set that are not among them, sorted.
    fileprivate func union(_ others: some Collection<String>) -> [String] {
        self + others.filter { !contains($0) }.sorted()
    }
}
