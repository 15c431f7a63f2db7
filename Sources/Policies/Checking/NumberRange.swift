import Foundation
import Messages

/// The numbers that a condition lets through: from one border to another, each with or without itself.
struct NumberRange: Sendable, Hashable, Comparable {
    /// A border; nil lies at infinity.
    struct Border: Sendable, Hashable {
        let value: Decimal
        let isIn: Bool
    }

    /// How two ranges lie, the second above the first.
    enum Meeting: Hashable {
        case exactly
        /// In words: which numbers belong to neither, or to both.
        case hole(String)
        case overlap(String)
    }

    var lower: Border?
    var upper: Border?

    var isEmpty: Bool {
        guard let lower, let upper else { return false }
        return lower.value > upper.value || lower.value == upper.value && !(lower.isIn && upper.isIn)
    }

    /// Lets through only what a comparison lets through as well.
    mutating func narrow(_ comparison: Condition.Comparison, _ value: Decimal) {
        switch comparison {
        case .above, .atLeast:
            let border = Border(value: value, isIn: comparison == .atLeast)
            if lower.map({ $0.value < value || $0.value == value && !border.isIn }) ?? true { lower = border }
        case .below, .atMost:
            let border = Border(value: value, isIn: comparison == .atMost)
            if upper.map({ $0.value > value || $0.value == value && !border.isIn }) ?? true { upper = border }
        }
    }

    /// What lies between this range and one above it.
    func meets(_ above: NumberRange) -> Meeting {
        guard let end = upper, let begin = above.lower else { return .overlap("в общей части") }
        if end.value < begin.value { return .hole("от \(end.value) до \(begin.value)") }
        if end.value > begin.value { return .overlap("от \(begin.value) до \(end.value)") }
        if end.isIn, begin.isIn { return .overlap("= \(end.value)") }
        return end.isIn || begin.isIn ? .exactly : .hole("= \(end.value)")
    }

    /// By where they begin.
    static func < (left: NumberRange, right: NumberRange) -> Bool {
        guard let other = right.lower else { return false }
        guard let own = left.lower else { return true }
        return own.value < other.value || own.value == other.value && own.isIn && !other.isIn
    }
}

extension Condition {
    /// The range of the one number that the condition is about; nil for any other condition.
    var range: (path: String, range: NumberRange)? {
        let ranges = numberRanges
        guard ranges.count == 1, let (path, range) = ranges.first, isOnlyComparisons else { return nil }
        return (path, range)
    }

    /// Whether no facts can hold it: two values of one fact at once, or a number above what it must be below.
    var excludesItself: Bool {
        switch self {
        case .any(let parts): return parts.allSatisfy(\.excludesItself)
        case .all(let parts):
            if parts.contains(where: \.excludesItself) { return true }
            if numberRanges.values.contains(where: \.isEmpty) { return true }
            var values: [String: JSONValues] = [:]
            for part in parts {
                guard let (path, allowed) = part.allowed else { continue }
                values[path] = values[path].map { $0.intersection(allowed) } ?? allowed
            }
            return values.values.contains(where: \.isEmpty)
        default: return false
        }
    }

    private typealias JSONValues = Set<String>

    /// The values of a fact that it lets through.
    private var allowed: (String, JSONValues)? {
        switch self {
        case .equals(let path, let value): (path, [value.text])
        case .among(let path, let values): (path, Set(values.map(\.text)))
        default: nil
        }
    }

    private var isOnlyComparisons: Bool {
        switch self {
        case .compares: true
        case .all(let parts): parts.allSatisfy(\.isOnlyComparisons)
        default: false
        }
    }

    /// By fact, what all comparisons together let through.
    private var numberRanges: [String: NumberRange] {
        var ranges: [String: NumberRange] = [:]
        func add(_ condition: Condition) {
            switch condition {
            case .compares(let path, let comparison, let number):
                guard case .number(let text) = number,
                    let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
                else { return }
                ranges[path, default: NumberRange()].narrow(comparison, value)
            case .all(let parts): parts.forEach(add)
            default: break
            }
        }
        add(self)
        return ranges
    }
}
