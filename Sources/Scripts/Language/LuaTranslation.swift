import Foundation

/// Rewrites source with names in any alphabet into what stock Lua takes, token by token, every token on its own line:
/// locals are mangled, `.Имя` becomes `["Имя"]`, `{ Имя = 1 }` becomes `{ ["Имя"] = 1 }`, `x:Метод(1)` a call that
/// evaluates `x` once.
struct LuaTranslation {
    let tokens: [LuaToken]
    /// By token: the index of the bracket that it closes, or of the one that closes it.
    var partner: [Int: Int] = [:]
    /// By token: whether it stands right inside a table constructor.
    var inConstructor: [Bool]
    /// What takes the place of a token.
    var replacements: [Int: String] = [:]
    var before: [Int: String] = [:]
    var after: [Int: String] = [:]
    /// Names of `function a.Б:в` that have been dealt with.
    var settled: Set<Int> = []

    /// The function that `x:Метод()` becomes a call of.
    static let method = "_pochtar_method"

    /// The translated source.
    static func translate(_ source: [UInt8], _ tokens: [LuaToken]) throws(LuaMistake) -> [UInt8] {
        var translation = LuaTranslation(tokens)
        try translation.refuse()
        translation.matchBrackets()
        translation.rewrite()
        return translation.assembled(source)
    }

    private init(_ tokens: [LuaToken]) {
        self.tokens = tokens
        inConstructor = Array(repeating: false, count: tokens.count)
    }

    /// What the language of mappings does not have.
    private func refuse() throws(LuaMistake) {
        for (index, token) in tokens.enumerated() {
            let complaint: String? =
                switch token.text {
                case "/" where token.kind == .symbol: "деление: напишите div(a, b, знаков), чтобы у дроби была точность"
                case "^" where token.kind == .symbol: "возведения в степень нет: оно даёт неточное число"
                case "_ENV", Self.method: "имя \(token.text) занято почтарём"
                case "close" where index > 0 && tokens[index - 1].isSymbol("<") && tokens[index + 1].isSymbol(">"):
                    "атрибута <close> нет"
                default:
                    token.kind == .name && LuaNames.isMangled(token.text) ? "имя \(token.text) занято почтарём" : nil
                }
            guard let complaint, token.kind != .string else { continue }
            throw LuaMistake(line: token.line, column: token.column, message: complaint)
        }
    }

    /// Finds the pairs of brackets, and where a table constructor's own commas are: not inside a function that stands
    /// in it.
    private mutating func matchBrackets() {
        var stack: [Int] = []
        for (index, token) in tokens.enumerated() {
            inConstructor[index] = stack.last.map { tokens[$0].isSymbol("{") } ?? false
            switch (token.kind, token.text) {
            case (.symbol, "("), (.symbol, "["), (.symbol, "{"), (.keyword, "function"), (.keyword, "if"),
                (.keyword, "do"), (.keyword, "repeat"):
                stack.append(index)
            case (.symbol, ")"), (.symbol, "]"), (.symbol, "}"), (.keyword, "end"), (.keyword, "until"):
                guard let opening = stack.popLast() else { continue }
                partner[index] = opening
                partner[opening] = index
            default: break
            }
        }
    }

    private mutating func rewrite() {
        for index in tokens.indices {
            if tokens[index].isKeyword("function") { rewriteDeclaration(index) }
            guard tokens[index].isForeign, !settled.contains(index) else { continue }
            let name = tokens[index].text
            let previous = index > 0 ? tokens[index - 1] : nil
            if previous?.isSymbol(".") == true {
                replacements[index - 1] = ""
                replacements[index] = "[\"\(name)\"]"
            } else if previous?.isSymbol(":") == true {
                rewriteMethod(index)
            } else if isKey(index) {
                replacements[index] = "[\"\(name)\"]"
            } else {
                replacements[index] = LuaNames.mangled(name)
            }
        }
    }

    /// `{ Имя = …`, `, Имя = …`.
    func isKey(_ index: Int) -> Bool {
        guard inConstructor[index], index > 0, tokens[index + 1].isSymbol("=") else { return false }
        return ["{", ",", ";"].contains { tokens[index - 1].isSymbol($0) }
    }

    private func assembled(_ source: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(source.count + source.count / 4)
        var copied = 0
        for (index, token) in tokens.enumerated() {
            output.append(contentsOf: source[copied..<token.range.lowerBound])
            copied = token.range.upperBound
            if let text = before[index] { output.append(contentsOf: text.utf8) }
            if let text = replacements[index] {
                output.append(contentsOf: text.utf8)
            } else {
                output.append(contentsOf: source[token.range])
            }
            if let text = after[index] { output.append(contentsOf: text.utf8) }
        }
        return output
    }
}
