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
}
