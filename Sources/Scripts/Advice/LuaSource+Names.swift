extension LuaSource {
    /// Names that stand alone, not as a field of something: variables, parameters, functions of the language.
    var freeNames: [String] {
        tokens.indices.dropLast().filter { index in
            let isInner = index > 0 && (tokens[index - 1].isSymbol(".") || tokens[index - 1].isSymbol(":"))
            return tokens[index].kind == .name && !isInner && !isKey(index)
        }.map { tokens[$0].text }
    }

    /// The last names of functions that the file makes: `по_имени` of `function сопоставление.по_имени(…)`.
    var functionNames: [String] {
        tokens.indices.dropLast().compactMap { index in
            guard tokens[index].isKeyword("function"), tokens[index + 1].kind == .name else { return nil }
            return tokens[(index + 1)...].prefix { !$0.isSymbol("(") }.last?.text
        }
    }

    /// Libraries that the file requires.
    var required: [String] {
        tokens.indices.dropLast(2).compactMap { index in
            guard tokens[index].text == "require" else { return nil }
            let next = tokens[index + 1].isSymbol("(") ? tokens[index + 2] : tokens[index + 1]
            return next.kind == .string ? String(next.text.dropFirst().dropLast()) : nil
        }
    }

    /// Everywhere a field is written: `Имя = …` in a constructor, `итог.Имя = …`, `итог.Имя, итог.Другое = …`.
    func writings(of field: String) -> [Int] {
        tokens.indices.dropLast().filter { index in
            guard tokens[index].kind == .name, tokens[index].text == field, index > 0 else { return false }
            if isKey(index) { return true }
            guard tokens[index - 1].isSymbol(".") else { return false }
            let rest = tokens[(index + 1)...].drop { $0.kind == .name || $0.isSymbol(",") || $0.isSymbol(".") }
            return rest.first?.isSymbol("=") == true
        }
    }

    /// The lines of these writings, each once.
    func lines(writing field: String) -> [Int] {
        writings(of: field).map { tokens[$0].line }.reduce(into: []) { lines, line in
            if lines.last != line { lines.append(line) }
        }
    }

    /// The tokens of each `слот = …`, up to the comma or brace that ends it.
    func ranges(ofSlot slot: String) -> [Range<Int>] {
        writings(of: slot).map { start in
            var depth = 0
            for index in (start + 1)..<tokens.count {
                if ["{", "(", "["].contains(where: { tokens[index].isSymbol($0) }) { depth += 1 }
                if ["}", ")", "]"].contains(where: { tokens[index].isSymbol($0) }) { depth -= 1 }
                if depth < 0 || depth == 0 && tokens[index].isSymbol(",") { return start..<index }
            }
            return start..<tokens.count
        }
    }

    private func isKey(_ index: Int) -> Bool {
        index > 0 && tokens[index + 1].isSymbol("=") && ["{", ",", ";"].contains { tokens[index - 1].isSymbol($0) }
    }
}
