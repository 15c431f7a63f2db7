/// A piece of a module in the 1С language.
struct BSLToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case name
        case number
        case string
        case date
        case symbol
    }

    let kind: Kind
    /// As written; of a string, what it holds.
    let text: String
    /// Bytes from the start of the module.
    let range: Range<Int>
    let line: Int
    /// Set for a name that is no member of something: `Запрос.Если` is a member.
    let keyword: BSLKeyword?

    /// Names are compared by this: the language does not tell capitals from small letters.
    var folded: String { kind == .name ? text.lowercased() : "" }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
