import Foundation
import Messages
package import Scripts

/// What examples have tried of each rule: its cases, and each threshold from both sides and exactly.
package struct SuiteCoverage: Sendable {
    /// Where a figure lies against its threshold.
    package enum Side: String, Sendable, Hashable, CaseIterable {
        case below = "меньше"
        case exact = "ровно"
        case above = "больше"
    }

    /// Something that no example tries.
    package struct Gap: Sendable, Hashable {
        package let rule: PolicyRule
        /// «geo.handed_over: distance_m ровно radius (100 м)».
        package let what: String
    }

    /// By rule, in the order of the files.
    package let rules: [PolicyRule]
    private var cases: [String: Set<String>] = [:]
    private var sides: [String: [RuleKind.Threshold: Set<Side>]] = [:]

    init(_ policies: PolicySet) {
        rules = policies.rules
    }

    mutating func add(_ verdict: Verdict) {
        cases[verdict.rule.id, default: []].insert(verdict.outcome)
        for threshold in verdict.rule.kind.thresholds {
            guard let limit = Self.number(verdict.rule.params[threshold.parameter]),
                let figure = Self.number(JSON.object(verdict.values)[threshold.figure])
            else { continue }
            let side: Side = figure < limit ? .below : figure > limit ? .above : .exact
            sides[verdict.rule.id, default: [:]][threshold, default: []].insert(side)
        }
    }

    /// How many of a rule's cases were tried, and how many it has.
    package func cases(of rule: PolicyRule) -> (tried: Int, all: Int) {
        (rule.kind.cases.count { cases[rule.id]?.contains($0.name) == true }, rule.kind.cases.count)
    }

    /// The sides of a rule's threshold that were tried.
    package func sides(of threshold: RuleKind.Threshold, _ rule: PolicyRule) -> Set<Side> {
        sides[rule.id]?[threshold] ?? []
    }

    /// What is missing, rule by rule.
    package var gaps: [Gap] {
        rules.flatMap { rule in
            let untold = rule.kind.cases.filter { cases[rule.id]?.contains($0.name) != true }.map { outcome in
                Gap(rule: rule, what: "\(rule.id): исход \(outcome.name) («\(outcome.title)»)")
            }
            let open = rule.kind.thresholds.flatMap { threshold -> [Gap] in
                guard let limit = rule.params[threshold.parameter] else { return [] }
                let written = RuleText.written(limit, rule.kind.placeholders[threshold.parameter] ?? nil)
                return Side.allCases.filter { !sides(of: threshold, rule).contains($0) }.map { side in
                    Gap(
                        rule: rule,
                        what: "\(rule.id): \(threshold.figure) \(side.rawValue) \(threshold.parameter) (\(written))")
                }
            }
            return untold + open
        }
    }

    private static func number(_ value: JSON?) -> Decimal? {
        guard case .number(let text)? = value else { return nil }
        return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    }
}
