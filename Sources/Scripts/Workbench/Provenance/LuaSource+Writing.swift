extension LuaSource {
    /// Lines that write a field: `{ Имя = … }`, `строка.Имя = …`, `строка.Имя, строка.Другое = …`.
    func lines(writing name: String) -> [Int] {
        var lines: [Int] = []
        for index in tokens.indices.dropLast() where tokens[index].kind == .name && tokens[index].text == name {
            guard index > 0, [".", "{", ",", ";"].contains(where: { tokens[index - 1].isSymbol($0) }) else { continue }
            let isAmongSeveral = tokens[index - 1].isSymbol(".") && tokens[index + 1].isSymbol(",") && isTarget(index)
            guard tokens[index + 1].isSymbol("=") || isAmongSeveral else { continue }
            if lines.last != tokens[index].line { lines.append(tokens[index].line) }
        }
        return lines
    }

    /// Whether a list of names that goes on here ends in `=` on the same line.
    private func isTarget(_ start: Int) -> Bool {
        for token in tokens[(start + 1)...] where token.line == tokens[start].line {
            if token.isSymbol("=") { return true }
            if token.kind != .name, !token.isSymbol(","), !token.isSymbol(".") { return false }
        }
        return false
    }

    /// Names of the modules that the file requires.
    var required: [String] {
        tokens.indices.dropLast(2).compactMap { index in
            guard tokens[index].kind == .name, tokens[index].text == "require" else { return nil }
            let name = tokens[tokens[index + 1].isSymbol("(") ? index + 2 : index + 1]
            return name.kind == .string ? String(name.text.dropFirst().dropLast()) : nil
        }
    }
}
