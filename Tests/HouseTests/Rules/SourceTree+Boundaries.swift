extension SourceTree {
    /// String literals outside of Storage that begin as a statement of SQL does.
    var straySQL: [Violation] {
        swiftSources.filter { $0.room != "Storage" }.flatMap { file in
            file.swift.literals.filter { Self.isSQL($0.text) }.map { literal in
                file.violation(literal.line, "SQL outside of Storage: make it a verb of Storage")
            }
        }
    }

    /// Whether a text is a statement: its first words, in either case, with something after them.
    static func isSQL(_ text: String) -> Bool {
        let words = text.prefix(200).split(whereSeparator: \.isWhitespace).prefix(3).map { $0.uppercased() }
        guard let first = words.first, words.count > 1 else { return false }
        switch first {
        case "SELECT":
            return words[1].first?.isNumber == true
                || text.uppercased().split(whereSeparator: \.isWhitespace).contains("FROM")
        case "INSERT": return ["INTO", "OR"].contains(words[1])
        case "DELETE": return words[1] == "FROM"
        case "UPDATE": return words.count > 2 && words[2] == "SET"
        case "CREATE": return ["TABLE", "INDEX", "UNIQUE", "VIEW", "TRIGGER", "TEMP", "SCHEMA"].contains(words[1])
        default: return false
        }
    }

    /// Reads of the environment outside of the room that wires everything.
    var strayEnvironment: [Violation] {
        swiftSources.filter { $0.room != "pochtar" }.flatMap { file in
            file.tokens.indices.filter { file.readsEnvironment(at: $0) }.map { index in
                file.violation(file.tokens[index].line, "only pochtar reads the environment: take it as a parameter")
            }
        }
    }
}

extension SourceFile {
    fileprivate func readsEnvironment(at index: Int) -> Bool {
        switch tokens[index].text {
        case "getenv", "secure_getenv", "environ": true
        case "environment":
            index > 1 && tokens[index - 1].text == "."
                && tokens[max(0, index - 6)..<index].contains { $0.text == "ProcessInfo" || $0.text == "processInfo" }
        default: false
        }
    }
}
