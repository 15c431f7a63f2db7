import Messages

/// A mapping's answer, read by paths: `Товары.0.Количество`; with several slots `контрагент.ИНН`; `type` is the type
/// of the only object; `skip`, `unmatched.field`, `reject`, `place` of the other outcomes.
///
/// A value is shown as short text: numbers and texts as they are, `пусто` for empty, `—` for a field that is left
/// alone, `→ Справочник.Склады Основной склад` for a reference, `3 строки` for a table part.
struct Answer {
    private let root: JSON
    private let tables: JSON

    init(_ answer: JSON, isSingle: Bool, tables: JSON) {
        self.tables = tables
        guard let objects = answer["objects"]?.array else {
            root = answer
            return
        }
        if isSingle, let fields = objects.first?["fields"], let type = objects.first?["type"] {
            root = .object([.init("type", type)] + (fields.members ?? []))
        } else {
            root = .object(objects.map { .init($0["slot"]?.string ?? "", $0["fields"] ?? .null) })
        }
    }

    /// What stands at a path.
    subscript(path: String) -> String {
        var value: JSON? = root
        for step in path.split(separator: ".").map(String.init) {
            if let items = value?.array, let index = Int(step) {
                value = items.indices.contains(index) ? items[index] : nil
            } else {
                value = value?[step]
            }
        }
        return value.map(Self.shown) ?? "—"
    }

    /// `@умолчания.Договор` as the value that the lookup table has; anything else as it is.
    func resolved(_ expected: String) -> String {
        guard expected.hasPrefix("@") else { return expected }
        let steps = expected.dropFirst().split(separator: "/").map(String.init)
        return steps.reduce(Optional(tables)) { $0?[$1] }.map(Self.shown) ?? "нет \(expected)"
    }

    private static func shown(_ value: JSON) -> String {
        if let items = value.array { return "строк \(items.count)" }
        if value["$empty"] == true { return "пусто" }
        if let inner = value["$initial"] { return "сначала " + shown(inner) }
        if let inner = value["$deferred"] { return "потом " + shown(inner) }
        if let inner = value["$same"] { return "чужой " + shown(inner) }
        if let own = value["$own"]?.string { return "own \(own)" }
        if let ref = value["$ref"] { return "→ \(ref["type"]?.string ?? "") \(ref["name"]?.string ?? "")" }
        if let find = value["$find"] {
            let key = (find["key"]?.members ?? []).map { shown($0.value) }.joined(separator: " ")
            return "find \(find["type"]?.string ?? "") \(key)"
        }
        return value.string ?? value.text
    }
}
