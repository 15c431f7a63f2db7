/// What somebody did who wrote what does not compile: the token to look at, and what to do about it.
struct LuaSlip {
    private(set) var token: LuaToken
    private(set) var sentence: String

    /// - Parameter token: what Lua stumbled over.
    init(_ sentence: String, at token: LuaToken, in source: LuaSource) {
        self.token = token
        self.sentence = sentence
        if sentence.hasPrefix("не хватает end"), let open = Self.unclosed(in: source) {
            self.token = open
            self.sentence = "не хватает end: судя по отступам, не закрыт \(open.text) этой строки"
            return
        }
        guard let index = source.tokens.firstIndex(where: { $0.range == token.range }), index > 0 else { return }
        let last = source.tokens[index - 1]
        // Lua looks further for what is missing: the line to mend is the one before.
        if sentence.hasPrefix("не хватает ) ") || sentence.hasPrefix("не хватает } "), last.line < token.line {
            self.token = last
        }
        if sentence.hasPrefix("не хватает } ") {
            self.sentence += "; или не хватает запятой после «\(last.text)»"
        } else if token.isSymbol("="), sentence.hasPrefix("не хватает then") || sentence.hasPrefix("не хватает do") {
            self.sentence += "; сравнивают через =="
        } else if token.text == "!" {
            self.sentence += "; «не равно» — это ~=, «не» — not"
        }
    }

    /// The word that opens the first block whose end does not stand under the beginning of its line.
    private static func unclosed(in source: LuaSource) -> LuaToken? {
        var open: [(token: LuaToken, indent: Int, hasBody: Bool)] = []
        var firstOfLine: [Int: LuaToken] = [:]
        for token in source.tokens where firstOfLine[token.line] == nil { firstOfLine[token.line] = token }
        for token in source.tokens {
            let indent = firstOfLine[token.line]?.column ?? 1
            switch token.text {
            case _ where token.kind == .string: continue
            case "if", "function", "while", "for", "repeat": open.append((token, indent, false))
            case "do":
                // The do of for and while belongs to them.
                if let last = open.last, ["for", "while"].contains(last.token.text), !last.hasBody {
                    open[open.count - 1].hasBody = true
                } else {
                    open.append((token, indent, false))
                }
            case "end", "until":
                guard let last = open.popLast() else { return nil }
                if firstOfLine[token.line]?.range == token.range, token.line != last.token.line,
                    token.column < last.indent
                {
                    return last.token
                }
            default: continue
            }
        }
        return open.last?.token
    }
}
