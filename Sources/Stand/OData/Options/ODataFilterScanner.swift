import Foundation

/// Walks over the text of a filter.
struct ODataFilterScanner {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
        skipSpace()
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        skipSpace()
        return true
    }

    /// A name or a keyword.
    mutating func word() -> String? {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "/" }
        guard !word.isEmpty else { return nil }
        rest.removeFirst(word.count)
        skipSpace()
        return String(word)
    }

    /// `'text'`, `guid'…'`, `datetime'…'`, `true`, `12.5`.
    mutating func literal() -> ODataLiteral? {
        if rest.first == "'" { return quoted().map(ODataLiteral.text) }
        if let first = rest.first, first.isNumber || first == "-" {
            let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
            rest = rest.dropFirst(digits.count).drop { "LMDdmf".contains($0) }
            skipSpace()
            return Decimal(string: String(digits)).map(ODataLiteral.number)
        }
        switch word() {
        case "guid": return quoted().flatMap { UUID(uuidString: $0) }.map { .guid($0.uuidString.lowercased()) }
        case "datetime": return quoted().map(ODataLiteral.date)
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return nil
        }
    }

    /// Text in apostrophes; an apostrophe inside is doubled.
    private mutating func quoted() -> String? {
        guard rest.first == "'" else { return nil }
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character != "'" {
                text.append(character)
            } else if rest.first == "'" {
                rest.removeFirst()
                text.append("'")
            } else {
                skipSpace()
                return text
            }
        }
        return nil
    }

    private mutating func skipSpace() {
        rest = rest.drop(while: \.isWhitespace)
    }
}
