import Foundation
package import Messages

/// What must hold of facts for a rule to be asked. A fact that is not there equals nothing and is in no list.
package indirect enum Condition: Sendable, Hashable {
    /// How a number is compared.
    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        case above = "gt"
        case atLeast = "gte"
        case below = "lt"
        case atMost = "lte"

        func holds(_ left: Decimal, _ right: Decimal) -> Bool {
            switch self {
            case .above: left > right
            case .atLeast: left >= right
            case .below: left < right
            case .atMost: left <= right
            }
        }
    }

    case equals(String, JSON)
    case among(String, [JSON])
    case exists(String, Bool)
    case compares(String, Comparison, JSON)
    case all([Condition])
    case any([Condition])
    case not(Condition)

    /// Whether it holds of a step's facts.
    package func holds(_ facts: StepFacts) -> Bool {
        switch self {
        case .equals(let path, let value): facts[path].map { Self.isSame($0, value) } ?? false
        case .among(let path, let values):
            facts[path].map { fact in values.contains { Self.isSame(fact, $0) } } ?? false
        case .exists(let path, let isThere): (facts[path] != nil) == isThere
        case .compares(let path, let comparison, let value):
            if let left = facts[path].flatMap(Self.number), let right = Self.number(value) {
                comparison.holds(left, right)
            } else {
                false
            }
        case .all(let parts): parts.allSatisfy { $0.holds(facts) }
        case .any(let parts): parts.contains { $0.holds(facts) }
        case .not(let part): !part.holds(facts)
        }
    }

    /// Numbers by their value: `1.0` is `1`.
    private static func isSame(_ left: JSON, _ right: JSON) -> Bool {
        if let left = number(left), let right = number(right) { return left == right }
        return left == right
    }

    private static func number(_ value: JSON) -> Decimal? {
        guard case .number(let text) = value else { return nil }
        return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    }
}
