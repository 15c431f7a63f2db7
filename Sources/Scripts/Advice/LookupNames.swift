import Messages
import YAML

/// Finds names of lookup tables and of their keys that are written out and are not there: `ctx.tables.умолчания.Ключ`
/// would be nothing at all, and the field would be left alone.
struct LookupNames {
    private let source: LuaSource
    private let tables: JSON
    private var findings: [Finding] = []

    static func findings(_ source: LuaSource, tables: JSON) -> [Finding] {
        var names = LookupNames(source: source, tables: tables)
        for index in source.tokens.indices { names.look(at: index) }
        return names.findings
    }

    private init(source: LuaSource, tables: JSON) {
        self.source = source
        self.tables = tables
    }

    private mutating func look(at index: Int) {
        guard source.tokens[index].text == "tables", index > 0, source.tokens[index - 1].isSymbol("."),
            let table = name(after: index)
        else { return }
        let known = tables[table.text]
        guard let known else {
            let near = NearestWord.to(table.text, among: (tables.members ?? []).map(\.name))
            return tell(table, "таблицы «\(table.text)» нет в mappings/tables", near)
        }
        follow(known, of: table.text, from: index + 2)
        guard let alias = alias(of: index), name(after: index + 2) == nil,
            index + 3 < source.tokens.count, !source.tokens[index + 3].isSymbol("[")
        else { return }
        for place in source.tokens.indices where source.tokens[place].text == alias && isAlone(place) {
            follow(known, of: table.text, from: place)
        }
    }

    /// `.Ключ.Ключ` after a token; `ключ or …` asks whether it is there.
    private mutating func follow(_ value: JSON, of table: String, from start: Int) {
        var (value, index) = (value, start)
        while value.members != nil, let key = name(after: index) {
            index += 2
            guard let inner = value[key.text] else {
                if source.tokens[index + 1].isKeyword("or") || source.tokens[index + 1].isSymbol("=") { return }
                let near = NearestWord.to(key.text, among: (value.members ?? []).map(\.name))
                let all = (value.members ?? []).map(\.name).first { $0.hasPrefix(key.text) || key.text.hasPrefix($0) }
                return tell(key, "в таблице «\(table)» нет ключа «\(key.text)»", near ?? all)
            }
            value = inner
        }
    }

    /// `x` of `local x = ctx.tables.таблица`, when the file declares no other x.
    private func alias(of index: Int) -> String? {
        let tokens = source.tokens
        guard index >= 5, tokens[index - 3].isSymbol("="), tokens[index - 5].isKeyword("local") else { return nil }
        let name = tokens[index - 4].text
        let declared = tokens.indices.dropFirst().filter { tokens[$0].text == name && isDeclared($0) }
        return declared.count == 1 ? name : nil
    }

    /// After local or for, or among the parameters of a function.
    private func isDeclared(_ index: Int) -> Bool {
        let before = source.tokens[..<index].last { $0.kind != .name && !$0.isSymbol(",") }
        guard let before else { return false }
        if before.isKeyword("local") || before.isKeyword("for") { return true }
        guard before.isSymbol("("), let open = source.tokens.firstIndex(where: { $0.range == before.range }) else {
            return false
        }
        let head = source.tokens[..<open].last { $0.kind != .name && !$0.isSymbol(".") }
        return head?.isKeyword("function") == true
    }

    private func isAlone(_ index: Int) -> Bool {
        index == 0 || !source.tokens[index - 1].isSymbol(".") && !source.tokens[index - 1].isSymbol(":")
    }

    private func name(after index: Int) -> LuaToken? {
        guard index + 2 < source.tokens.count, source.tokens[index + 1].isSymbol("."),
            source.tokens[index + 2].kind == .name
        else { return nil }
        return source.tokens[index + 2]
    }

    private mutating func tell(_ token: LuaToken, _ message: String, _ near: String?) {
        let advice = near.map(NearestWord.advice(_:)) ?? "; добавьте в mappings/tables"
        findings.append(
            Finding(.error, file: source.path, line: token.line, column: token.column, message: message + advice))
    }
}
