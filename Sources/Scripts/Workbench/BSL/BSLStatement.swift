/// A statement of a method, as far as rules need it: an assignment or a call.
struct BSLStatement {
    /// The head of a block that a statement stands in.
    struct Condition {
        let tokens: [BSLToken]
        /// Of what stands under «Иначе».
        let isDenied: Bool

        var text: String { (isDenied ? "не: " : "") + BSLStatement.spelled(tokens) }
        /// The strings that the condition compares with.
        var strings: [String] { tokens.filter { $0.kind == .string }.map(\.text) }
        var names: [String] { tokens.filter { $0.kind == .name }.map(\.folded) }
    }

    /// Not empty.
    let tokens: [BSLToken]
    let conditions: [Condition]

    var line: Int { tokens[0].line }
    var text: String { Self.spelled(tokens) }

    /// `Правило.ИмяПКО = …`: what is assigned to, and the value.
    var assignment: (path: [BSLToken], value: ArraySlice<BSLToken>)? {
        let path = Self.path(at: tokens[...])
        let after = path.count * 2 - 1
        guard !path.isEmpty, tokens.indices.contains(after), tokens[after].isSymbol("=") else { return nil }
        return (path, tokens[(after + 1)...])
    }

    /// `Правило.ПоляПоиска.Добавить(…)`.
    var call: BSLCall? { BSLCall(tokens[...]) }

    /// Names with points between them, from the start of tokens; empty when none stands there.
    static func path(at tokens: ArraySlice<BSLToken>) -> [BSLToken] {
        var path: [BSLToken] = []
        var at = tokens.startIndex
        while at < tokens.endIndex, tokens[at].kind == .name {
            path.append(tokens[at])
            guard at + 2 < tokens.endIndex, tokens[at + 1].isSymbol("."), tokens[at + 2].kind == .name else { break }
            at += 2
        }
        return path
    }

    static func spelled(_ tokens: [BSLToken]) -> String {
        tokens.enumerated().reduce(into: "") { text, piece in
            let word = piece.element.kind == .string ? "\"\(piece.element.text)\"" : piece.element.text
            let isTight = ".,;()[]".contains(word) || tokens[max(0, piece.offset - 1)].isOpening
            text += (piece.offset == 0 || isTight ? "" : " ") + word
        }
    }
}

extension BSLToken {
    /// Nothing stands between this and the next one when code is shown.
    fileprivate var isOpening: Bool { isSymbol("(") || isSymbol(".") || isSymbol("[") }
}
