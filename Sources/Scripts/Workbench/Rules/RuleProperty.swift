/// A pair of properties in an object's rule, or a group of them: a table part.
struct RuleProperty {
    /// One side of the pair.
    struct Side {
        let name: String
        /// `Реквизит`, `Свойство`, `ТабличнаяЧасть`.
        let kind: String
        /// `Строка`, `СправочникСсылка.Склады`; empty for a composite one, and where rules do not tell it.
        let type: String
    }

    let source: Side?
    let target: Side?
    /// The rule that converts the value.
    var rule: String?
    var isSearched = false
    var handlers: [RuleHandler] = []
    /// What is to be rewritten or looked at besides.
    var remark: String?
    /// Of a group; nil for a pair.
    var group: [RuleProperty]?

    /// Everything to be rewritten, with the way to it.
    var rewritten: [(path: String, handler: RuleHandler)] {
        let name = target?.name ?? source?.name ?? "?"
        let inner = (group ?? []).flatMap(\.rewritten).map { ("\(name).\($0.path)", $0.handler) }
        return handlers.map { (name, $0) } + inner
    }
}

extension RuleProperty {
    /// Nil for what is switched off.
    init?(_ element: MarkupElement) {
        guard element.attributes["Отключить"] != "true" else { return nil }
        self.init(
            source: Side(element["Источник"]), target: Side(element["Приемник"]),
            rule: element.words(of: "КодПравилаКонвертации"), isSearched: element.attributes["Поиск"] == "true",
            handlers: RuleHandler.all(of: element),
            group: element.name == "Группа" ? element.children.compactMap(Self.listed) : nil)
    }

    /// A property or a group among other elements.
    static func listed(_ element: MarkupElement) -> RuleProperty? {
        ["Свойство", "Группа"].contains(element.name) ? RuleProperty(element) : nil
    }
}

extension RuleProperty.Side {
    fileprivate init?(_ element: MarkupElement?) {
        guard let name = element?.attributes["Имя"], !name.isEmpty else { return nil }
        self.init(name: name, kind: element?.attributes["Вид"] ?? "", type: element?.attributes["Тип"] ?? "")
    }
}
