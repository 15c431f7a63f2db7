import Messages
import Scripts

/// A decision in words.
package enum DecisionWords {
    /// Line by line: the step's outcome, then each rule with its figures against the thresholds, why, and what to do.
    package static func lines(_ decision: Decision) -> [String] {
        let head = "«\(decision.facts.step.title)», ревизия \(decision.revision): \(title(decision.outcome))"
        guard !decision.verdicts.isEmpty else { return [head, "Ни одно правило об этом шаге ничего не говорит."] }
        return [head] + decision.verdicts.flatMap(lines)
    }

    /// One line: what came out, and the figures that decided it.
    package static func short(_ verdict: Verdict) -> String {
        let title = verdict.rule.kind.outcome(verdict.outcome)?.title ?? verdict.detail ?? "ошибка в правиле"
        let figures = figures(verdict)
        return figures.isEmpty ? title : "\(title): \(figures.joined(separator: ", "))"
    }

    /// `distance_m 132 м > radius 100 м`, for each threshold that was looked at, and figures that have none.
    package static func figures(_ verdict: Verdict) -> [String] {
        let kind = verdict.rule.kind
        let values = Dictionary(verdict.values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        func written(_ name: String, _ value: JSON) -> String {
            RuleText.written(value, kind.placeholders[name] ?? nil)
        }
        var compared = Set<String>()
        let against = kind.thresholds.compactMap { threshold -> String? in
            guard let figure = values[threshold.figure], let limit = verdict.rule.params[threshold.parameter],
                let left = double(figure), let right = double(limit)
            else { return nil }
            compared.insert(threshold.figure)
            let sign = left < right ? "<" : left > right ? ">" : "="
            return "\(title(threshold.figure, kind)) \(written(threshold.figure, figure)) \(sign) "
                + "\(written(threshold.parameter, limit)) (\(threshold.parameter))"
        }
        let plain = verdict.values.filter { !compared.contains($0.name) }
            .map { "\(title($0.name, kind)) \(written($0.name, $0.value))" }
        return against + plain
    }

    private static func lines(_ verdict: Verdict) -> [String] {
        let kind = verdict.rule.kind
        let outcome = kind.outcome(verdict.outcome)?.title ?? "ошибка в правиле"
        let mode =
            switch verdict.mode {
            case .enforce: ""
            case .warn: ", только предупреждает"
            case .shadow: ", только записывается"
            }
        var lines = ["", "\(verdict.rule.id) (\(verdict.rule.title)\(mode)): \(title(verdict.ruling)) — \(outcome)"]
        let figures = figures(verdict)
        if !figures.isEmpty { lines.append("  " + figures.joined(separator: ", ")) }
        if let waiver = verdict.waiver { lines.append("  не в счёт: действует послабление \(waiver)") }
        if verdict.isAnswered { lines.append("  о чём просили, курьер дал: шаг проходит") }
        if let key = verdict.window?["key"]?.string, let per = verdict.rule.window?.per {
            lines.append("  посчитано \(per.title): \(key)")
        }
        if let next = verdict.next { lines.append("  → нужно: \(next.title)") }
        if let reason = verdict.reason { lines.append("  \(reason)") }
        if let fix = verdict.fix { lines.append("  \(fix)") }
        if let detail = verdict.detail { lines.append("  \(detail)") }
        return lines
    }

    private static func title(_ name: String, _ kind: RuleKind) -> String {
        kind.figures.first { $0.name == name }?.title ?? name
    }

    private static func title(_ outcome: Decision.Outcome) -> String {
        switch outcome {
        case .pass: "проходит"
        case .warn: "проходит с предупреждением"
        case .unsure: "не уверены, шаг ждёт"
        case .fail: "не проходит"
        }
    }

    private static func title(_ ruling: Ruling) -> String {
        switch ruling {
        case .pass: "да"
        case .unsure: "не уверены"
        case .fail: "нет"
        }
    }

    private static func double(_ value: JSON) -> Double? {
        if case .number(let text) = value { Double(text) } else { nil }
    }
}
