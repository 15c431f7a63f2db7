/// A complaint about an answer names a field and not a line: it comes after `map` has returned. This finds the line.
struct AnswerComplaint {
    private var slot: String?
    private var field = ""
    /// Texts of the complaint that the guilty line probably holds.
    private let quoted: [String]

    init(_ message: String) {
        if let slot = message.firstMatch(of: /^слота «([^»]+)» нет в to/) {
            field = String(slot.1)
            quoted = []
            return
        }
        let path = message.prefix { $0 != ":" }.split(separator: ".").map(String.init)
        slot = path.first
        if let unknown = message.firstMatch(of: /нет поля «([^»]+)»/) {
            field = String(unknown.1)
        } else if let last = path.last {
            field = String(last.prefix { $0 != "[" })
        }
        let rest = message.dropFirst(message.prefix { $0 != ":" }.count)
        quoted = rest.matches(of: /ссылок на ([^,:]+)|own\("([^"]+)"\)|значения «([^»]+)»/).compactMap {
            ($0.1 ?? $0.2 ?? $0.3).map(String.init)
        }
    }

    /// The place in the mapping, or in a library that it requires.
    func place(from mapping: LuaSource, in tree: ScriptTree) -> (source: LuaSource, token: LuaToken)? {
        let sources = tree.reached(from: mapping)
        for source in sources {
            if let token = guilty(in: source) { return (source, token) }
        }
        for source in sources {
            if let index = source.writings(of: field).first { return (source, source.tokens[index]) }
        }
        return mapping.place(ofKey: "map").map { (mapping, $0) }
    }

    /// The writing whose line holds what the complaint quotes, or that stands in its slot.
    private func guilty(in source: LuaSource) -> LuaToken? {
        let writings = source.writings(of: field)
        let holding = writings.first { index in
            let line = source.tokens[index].line
            return source.tokens.contains { token in
                token.line == line && token.kind == .string
                    && quoted.contains(String(token.text.dropFirst().dropLast()))
            }
        }
        if let holding { return source.tokens[holding] }
        guard let slot else { return nil }
        let ranges = source.ranges(ofSlot: slot)
        let own = writings.first { index in
            ranges.contains { $0.contains(index) && $0.lowerBound != index }
                || source.tokens[index - 1].isSymbol(".") && source.tokens[index - 2].text == slot
        }
        return own.map { source.tokens[$0] }
    }
}
