/// What a handler does, as far as its text shows it: which fields it reads and writes, and whom it asks.
struct HandlerReading {
    /// Fields of a parameter, by the parameter: `ДанныеИБ` and `Склад`.
    private(set) var read: [(object: String, fields: [String])] = []
    private(set) var written: [(object: String, fields: [String])] = []
    /// Other methods of the module.
    private(set) var called: [BSLMethod] = []

    private let method: BSLMethod
    private let module: BSLModule

    /// What every handler is given besides the object.
    private static let machinery: Set<String> = [
        "компонентыобмена", "стеквыгрузки", "конвертациясвойств", "параметрыконвертации",
    ]

    init(_ method: BSLMethod, of module: BSLModule) {
        self.method = method
        self.module = module
        let objects = method.parameters.filter { !Self.machinery.contains($0.lowercased()) }
        for index in method.body.indices {
            note(index, objects)
            call(index)
        }
    }

    /// `module.bsl:12, строк 3; читает ДанныеИБ: Склад; пишет ДанныеXDTO: Сумма; зовёт Пересчитать (строка 40)`.
    var account: String {
        let lines = method.code.count { !$0.allSatisfy(\.isWhitespace) }
        var parts = ["\(module.place(method.line)), строк \(lines)"]
        parts += read.map { "читает \($0.object): \($0.fields.joined(separator: ", "))" }
        parts += written.map { "пишет \($0.object): \($0.fields.joined(separator: ", "))" }
        if !called.isEmpty {
            parts.append("зовёт " + called.map { "\($0.name) (строка \($0.line))" }.joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    private mutating func note(_ index: Int, _ objects: [String]) {
        let body = method.body
        guard body[index].kind == .name, !follows(index, "."),
            let object = objects.first(where: { $0.lowercased() == body[index].folded }),
            stands(index + 1, "."), index + 2 < body.count, body[index + 2].kind == .name
        else { return }
        let field = body[index + 2]
        if stands(index + 3, "(") {
            guard let named = literal(index + 4) else { return }
            if field.folded == "вставить" { Self.add(named, of: object, to: &written) }
            if field.folded == "свойство" { Self.add(named, of: object, to: &read) }
        } else if stands(index + 3, "."), index + 4 < body.count, body[index + 4].folded == "вставить",
            stands(index + 5, "("),
            let named = literal(index + 6)
        {
            Self.add("\(field.text).\(named)", of: object, to: &written)
        } else if stands(index + 3, "="), beginsStatement(index) {
            Self.add(field.text, of: object, to: &written)
        } else {
            Self.add(field.text, of: object, to: &read)
        }
    }

    private mutating func call(_ index: Int) {
        let token = method.body[index]
        guard token.kind == .name, stands(index + 1, "("), !follows(index, "."),
            index == 0 || method.body[index - 1].keyword != .new, let other = module.method(token.text),
            other.folded != method.folded, !called.contains(where: { $0.folded == other.folded })
        else { return }
        called.append(other)
    }

    private func stands(_ index: Int, _ symbol: String) -> Bool {
        index < method.body.count && method.body[index].isSymbol(symbol)
    }

    private func follows(_ index: Int, _ symbol: String) -> Bool { index > 0 && stands(index - 1, symbol) }

    private func literal(_ index: Int) -> String? {
        guard index < method.body.count, method.body[index].kind == .string else { return nil }
        return method.body[index].text
    }

    private func beginsStatement(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch method.body[index - 1].keyword {
        case .then?, .otherwise?, .loopBody?, .attempt?, .failure?, .close?: return true
        default: return stands(index - 1, ";")
        }
    }

    private static func add(_ field: String, of object: String, to list: inout [(object: String, fields: [String])]) {
        guard let at = list.firstIndex(where: { $0.object == object }) else {
            list.append((object, [field]))
            return
        }
        if !list[at].fields.contains(field) { list[at].fields.append(field) }
    }
}
