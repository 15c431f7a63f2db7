package import Foundation
import Messages
package import Scripts
package import YAML

/// Which numbers of policies leave the guard rails that the manifests of their kinds set: such a number may be written,
/// and two callers must want it before it is in force (E-26).
package enum GuardRails {
    /// A number outside its guard rail.
    package struct Crossing: Sendable, Hashable {
        package let rule: String
        package let parameter: RuleParameter
        /// As `judge` gets it.
        package let value: Decimal
        package let rail: ClosedRange<Decimal>
        /// What is in force now; nil where no such rule has the number.
        package let live: Decimal?
        package let place: YAMLPlace

        /// `file:line:column` of the number.
        package var at: String { place.description }

        /// What stands there and what may, in Russian.
        package var sentence: String {
            let ends = "от \(parameter.readable(rail.lowerBound)) до \(parameter.readable(rail.upperBound))"
            let now = live.map { " (в силе \(parameter.readable($0)))" } ?? ""
            return "«\(rule)»: \(parameter.name) — \(parameter.readable(value))\(now), а guard — \(ends)"
        }

        /// The sentence at its place.
        package var finding: Finding {
            Finding(
                .warning, file: place.file, line: place.line, column: place.column,
                message: sentence + ": в силу это введут только двое; верните число в границы или попросите второго")
        }
    }

    /// The numbers that need a second caller: outside their rails, and other than in the policies that are live. Rails
    /// count as they are written and as they are live: whoever moves one has moved no number past it yet.
    ///
    /// - Parameter live: nil when nothing is known to be in force: every number outside counts.
    package static func crossings(_ candidate: PolicySet, over live: PolicySet?) -> [Crossing] {
        candidate.rules.flatMap { rule in
            let standing = live?.rule(rule.id).flatMap { $0.kind.name == rule.kind.name ? $0 : nil }
            let liveKind = live?.revision.ruleKinds[rule.kind.name]
            return rule.kind.parameters.compactMap { parameter -> Crossing? in
                let name = parameter.name
                guard let value = RuleParameter.figure(rule.params[name]) else { return nil }
                let rails = [parameter.guardRail, liveKind?.parameter(name)?.guardRail].compactMap { $0 }
                let now = RuleParameter.figure(standing?.params[name])
                guard value != now, let rail = rails.first(where: { !$0.contains(value) }) else { return nil }
                return Crossing(
                    rule: rule.id, parameter: parameter, value: value, rail: rail, live: now,
                    place: rule.paramPlaces[name] ?? rule.place)
            }
        }
    }

    /// Every number that is written outside its rail.
    package static func outside(_ policies: PolicySet) -> [Crossing] {
        crossings(policies, over: nil)
    }
}
