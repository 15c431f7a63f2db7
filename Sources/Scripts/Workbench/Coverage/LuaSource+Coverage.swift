extension LuaSource {
    /// A call by which a script ends a message without objects.
    struct Decision: Hashable {
        /// `skip`, `unmatched`, `reject`.
        let word: String
        let line: Int
        /// The first argument, when it begins with a text.
        let text: String?
    }

    private static let decisions: Set<String> = ["skip", "unmatched", "reject"]
    private static let closing: Set<String> = ["end", "else", "}", ")", ",", ";", "until"]

    var lineCount: Int { source.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 } }

    /// Every place where the script says skip, unmatched or reject.
    var decisions: [Decision] {
        tokens.indices.dropLast().compactMap { index in
            let token = tokens[index]
            guard token.kind == .name, Self.decisions.contains(token.text), tokens[index + 1].isSymbol("("),
                index == 0 || !tokens[index - 1].isSymbol(".")
            else { return nil }
            let argument = index + 2 < tokens.count ? tokens[index + 2] : nil
            let text = argument?.kind == .string ? argument.map { String($0.text.dropFirst().dropLast()) } : nil
            return Decision(word: token.text, line: token.line, text: text)
        }
    }

    /// Lines with nothing but the ends of what stands above them: Lua gives them code that says nothing.
    var closingLines: Set<Int> {
        var lines: [Int: Bool] = [:]
        for token in tokens where token.kind != .end {
            lines[token.line] = lines[token.line, default: true] && Self.closing.contains(token.text)
        }
        return Set(lines.filter(\.value).keys)
    }

    /// The lines of every function, from its `function` to its `end`, outermost first.
    var functions: [ClosedRange<Int>] {
        var open: [(isFunction: Bool, line: Int)] = []
        var found: [ClosedRange<Int>] = []
        for token in tokens where token.kind == .keyword {
            switch token.text {
            case "function": open.append((true, token.line))
            case "if", "do", "repeat": open.append((false, token.line))
            case "end", "until":
                if let block = open.popLast(), block.isFunction {
                    found.append(block.line...max(block.line, token.line))
                }
            default: break
            }
        }
        return found.sorted { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
    }
}
