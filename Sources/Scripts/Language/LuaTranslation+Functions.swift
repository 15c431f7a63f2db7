extension LuaTranslation {
    /// `function т.Число(a)` becomes `т["Число"] = function(a)`, `function т:Метод(a)` gets its `self`.
    mutating func rewriteDeclaration(_ keyword: Int) {
        var index = keyword + 1
        guard tokens[index].kind == .name, keyword == 0 || !tokens[keyword - 1].isKeyword("local") else { return }
        var parts: [Int] = []
        while tokens[index].kind == .name {
            parts.append(index)
            guard tokens[index + 1].isSymbol(".") || tokens[index + 1].isSymbol(":") else { break }
            index += 2
        }
        guard parts.dropFirst().contains(where: { tokens[$0].isForeign }), tokens[index + 1].isSymbol("(") else {
            return
        }
        replacements[keyword] = ""
        var isMethod = false
        for part in parts.dropFirst() {
            isMethod = tokens[part - 1].isSymbol(":")
            replacements[part - 1] = ""
            replacements[part] = "[\"\(tokens[part].text)\"]"
            settled.insert(part)
        }
        before[index + 1] = " = function"
        if isMethod { after[index + 1] = tokens[index + 2].isSymbol(")") ? "self" : "self, " }
    }

    /// `x.y:Метод(a)` becomes `_pochtar_method(x.y,"Метод",a)`.
    mutating func rewriteMethod(_ name: Int) {
        let arguments = name + 1
        guard let start = prefixStart(name - 2) else { return }
        if tokens[arguments].isSymbol("(") {
            replacements[arguments] = tokens[arguments + 1].isSymbol(")") ? "" : ","
        } else if tokens[arguments].kind == .string {
            before[arguments, default: ""] += ","
            after[arguments, default: ""] += ")"
        } else if tokens[arguments].isSymbol("{"), let end = partner[arguments] {
            before[arguments, default: ""] += ","
            after[end, default: ""] += ")"
        } else {
            return
        }
        before[start] = (before[start] ?? "") + Self.method + "("
        replacements[name - 1] = ","
        replacements[name] = "\"\(tokens[name].text)\""
    }

    /// Where the expression begins that ends at a token: `f(x)[1].y` begins at `f`.
    private func prefixStart(_ end: Int) -> Int? {
        var index = end
        while index >= 0 {
            let token = tokens[index]
            if token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}") {
                guard let opening = partner[index] else { return nil }
                guard endsPrefix(opening - 1) else { return tokens[opening].isSymbol("(") ? opening : nil }
                index = opening - 1
            } else if token.kind == .string {
                guard endsPrefix(index - 1) else { return nil }
                index -= 1
            } else if token.kind == .name {
                let isField = index > 0 && (tokens[index - 1].isSymbol(".") || tokens[index - 1].isSymbol(":"))
                guard isField else { return index }
                index -= 2
            } else {
                return nil
            }
        }
        return nil
    }

    /// Whether a call or an index may follow a token.
    private func endsPrefix(_ index: Int) -> Bool {
        guard index >= 0 else { return false }
        let token = tokens[index]
        if token.kind == .name || token.isSymbol(")") || token.isSymbol("]") { return true }
        if token.kind == .string { return endsPrefix(index - 1) }
        if token.isSymbol("}"), let opening = partner[index] { return endsPrefix(opening - 1) }
        return false
    }
}
