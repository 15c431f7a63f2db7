/// A call of a method with nothing after it: `ДобавитьПКС(СвойстваШапки, "Код", , 1)`.
struct BSLCall {
    let path: [BSLToken]
    /// An argument left out is empty.
    let arguments: [ArraySlice<BSLToken>]

    /// Nil when tokens are anything else.
    init?(_ tokens: ArraySlice<BSLToken>) {
        let path = BSLStatement.path(at: tokens)
        let opening = tokens.startIndex + path.count * 2 - 1
        guard !path.isEmpty, opening < tokens.endIndex, tokens[opening].isSymbol("("),
            let closing = tokens.indices.last, closing > opening, tokens[closing].isSymbol(")"),
            let arguments = Self.split(tokens[(opening + 1)..<closing])
        else { return nil }
        self.path = path
        self.arguments = arguments
    }

    /// The last name, for comparing.
    var method: String { path[path.count - 1].folded }

    func value(_ index: Int) -> BSLValue {
        arguments.indices.contains(index) ? BSLValue(arguments[index]) : .nothing
    }

    /// Nil when the brackets do not pair: the last `)` closes something else.
    private static func split(_ tokens: ArraySlice<BSLToken>) -> [ArraySlice<BSLToken>]? {
        guard !tokens.isEmpty else { return [] }
        var arguments: [ArraySlice<BSLToken>] = []
        var (start, depth) = (tokens.startIndex, 0)
        for index in tokens.indices {
            let token = tokens[index]
            if token.isSymbol("(") || token.isSymbol("[") { depth += 1 }
            if token.isSymbol(")") || token.isSymbol("]") { depth -= 1 }
            guard depth >= 0 else { return nil }
            guard token.isSymbol(","), depth == 0 else { continue }
            arguments.append(tokens[start..<index])
            start = index + 1
        }
        return depth == 0 ? arguments + [tokens[start...]] : nil
    }
}
