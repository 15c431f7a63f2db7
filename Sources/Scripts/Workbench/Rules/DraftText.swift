/// Texts of other people as drafts may hold them: what is in a file of rules is not trusted to be a name.
enum DraftText {
    /// Whether Lua takes it as a name: `doc.Имя`.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        let isSpelled = text.unicodeScalars.allSatisfy { scalar in
            scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }
        return isSpelled && !LuaToken.keywords.contains(text) && !LuaNames.isMangled(text)
    }

    /// Whether every part between points is a name: `Справочник.Склады`.
    static func isPath(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isName(String($0)) }
    }

    /// A name of a file or a table, made of a rule's code.
    static func name(_ text: String) -> String {
        let letters = text.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? String(scalar) : "_"
        }
        let name = letters.joined()
        return isName(name) ? name : "_" + name
    }

    /// A string of Lua and of YAML alike.
    static func quoted(_ text: String) -> String {
        "\"" + line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// On one line, for a comment.
    static func line(_ text: String) -> String {
        String(text.map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" } ? " " : $0 })
    }
}
