import Foundation

/// One Lua file of a revision, cut into tokens and translated for stock Lua.
struct LuaSource: Sendable {
    /// The number under which faults name the file.
    let unit: Int
    let path: String
    /// The file in NFC, which all places are counted in.
    let source: [UInt8]
    let tokens: [LuaToken]
    /// What stock Lua compiles.
    let translated: [UInt8]

    init(unit: Int, path: String, bytes: [UInt8]) throws(LuaMistake) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LuaMistake(line: 1, column: nil, message: "файл не в UTF-8: сохраните его в UTF-8")
        }
        self.unit = unit
        self.path = path
        let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        source = Array(body.precomposedStringWithCanonicalMapping.utf8)
        tokens = try LuaLexer.tokens(of: source)
        translated = try LuaTranslation.translate(source, tokens)
    }

    /// Where a field is first written in a table constructor: `Имя = …`.
    func place(ofKey name: String) -> LuaToken? {
        tokens.indices.first { index in
            tokens[index].kind == .name && tokens[index].text == name && tokens[index + 1].isSymbol("=")
                && index > 0 && ["{", ",", ";"].contains { tokens[index - 1].isSymbol($0) }
        }.map { tokens[$0] } ?? writings(of: name).first.map { tokens[$0] }
    }

    /// Where a string of that content first stands.
    func place(ofString text: String) -> LuaToken? {
        tokens.first { $0.kind == .string && $0.text.dropFirst().dropLast() == text }
    }

    /// The names in `key = { a = …, b = … }`, in the order in which they are written.
    func names(inTableOf key: String) -> [String] {
        guard let start = tokens.indices.first(where: { isTable($0, of: key) }) else { return [] }
        var names: [String] = []
        var depth = 0
        for index in (start + 2)..<tokens.count {
            if ["{", "(", "["].contains(where: { tokens[index].isSymbol($0) }) { depth += 1 }
            if ["}", ")", "]"].contains(where: { tokens[index].isSymbol($0) }) { depth -= 1 }
            if depth == 0 { break }
            guard depth == 1, tokens[index].kind == .name, tokens[index + 1].isSymbol("=") else { continue }
            names.append(tokens[index].text)
        }
        return names
    }

    private func isTable(_ index: Int, of key: String) -> Bool {
        index + 2 < tokens.count && tokens[index].kind == .name && tokens[index].text == key
            && tokens[index + 1].isSymbol("=") && tokens[index + 2].isSymbol("{")
    }
}
