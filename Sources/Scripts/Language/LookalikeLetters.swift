import Messages

/// Finds names with a letter of another alphabet that looks like their own: `produсt` with a Russian «с».
enum LookalikeLetters {
    static func findings(_ source: LuaSource) -> [Finding] {
        source.tokens.compactMap { token in
            guard token.kind == .name, token.isForeign,
                let letter = Lookalikes.stranger(in: Array(token.text.unicodeScalars))
            else {
                return nil
            }
            return Finding(
                .warning, file: source.path, line: token.line, column: token.column,
                message: "в имени «\(token.text)» буква «\(letter)» из другого алфавита, похожая на свою: "
                    + "наберите имя заново")
        }
    }
}
