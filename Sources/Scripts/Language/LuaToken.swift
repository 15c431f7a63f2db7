/// A piece of Lua source that the grammar knows.
struct LuaToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case name
        case keyword
        case number
        case string
        case symbol
        case end
    }

    let kind: Kind
    /// As written; strings with their quotes.
    let text: String
    /// Bytes from the start of the source.
    let range: Range<Int>
    /// Both from 1; the column counts characters.
    let line: Int
    let column: Int

    /// A name that stock Lua refuses: with a letter that is not ASCII.
    var isForeign: Bool { kind == .name && !text.utf8.allSatisfy { $0 < 0x80 } }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
    func isKeyword(_ word: String) -> Bool { kind == .keyword && text == word }

    static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
}
