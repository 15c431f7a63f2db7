import Foundation
import Messages

/// `$filter` as far as 1С integrations use it: comparisons by `eq`, joined by `and`, in any brackets; such lists joined
/// by `or`.
struct ODataFilter: Sendable {
    /// One comparison.
    struct Term: Sendable, Hashable {
        let property: String
        let literal: ODataLiteral
    }

    /// An object passes when it passes all comparisons of one of these.
    let alternatives: [[Term]]

    static func read(_ text: String) throws(ODataFault) -> ODataFilter {
        var scanner = ODataFilterScanner(text)
        var alternatives: [[Term]] = [[]]
        var open = 0
        while true {
            while scanner.take("(") { open += 1 }
            guard let property = scanner.word(), scanner.word() == "eq", let literal = scanner.literal() else {
                throw .wrongOption(text)
            }
            alternatives[alternatives.count - 1].append(Term(property: property, literal: literal))
            while open > 0, scanner.take(")") { open -= 1 }
            if scanner.isAtEnd { break }
            switch scanner.word() {
            case "and": continue
            case "or" where open == 0: alternatives.append([])
            default: throw .wrongOption(text)
            }
        }
        guard open == 0 else { throw .wrongOption(text) }
        return ODataFilter(alternatives: alternatives)
    }

    /// Whether the object passes; a property it does not have never equals anything.
    func passes(_ value: (String) -> JSON?) -> Bool {
        alternatives.contains { terms in
            terms.allSatisfy { term in value(term.property).map(term.literal.equals) ?? false }
        }
    }
}
