/// A rule of «Конвертация данных» 2: objects of one type become objects of another.
struct ExchangeRule {
    let code: String
    let title: String?
    /// As 1С spells them: `СправочникСсылка.Склады`; nil where the object is put together in code.
    let source: String?
    let target: String
    let properties: [RuleProperty]
    /// Values of an enumeration, or predefined objects, in pairs.
    let values: [(source: String, target: String)]
    let handlers: [RuleHandler]

    /// Nil for a rule that is switched off or has no target.
    init?(_ element: MarkupElement) {
        guard element.attributes["Отключить"] != "true", let code = element.words(of: "Код"),
            let target = element.words(of: "Приемник")
        else { return nil }
        self.code = code
        self.target = target
        title = element.words(of: "Наименование")
        source = element.words(of: "Источник")
        properties = element["Свойства"]?.children.compactMap(RuleProperty.listed) ?? []
        values = (element["Значения"]?.descendants("Значение") ?? []).compactMap { value in
            guard let from = value.words(of: "Источник"), let to = value.words(of: "Приемник") else { return nil }
            return (Self.bare(from), Self.bare(to))
        }
        handlers = RuleHandler.all(of: element)
    }

    /// The type in our words: `Справочник.Склады`; nil for an enumeration or a register.
    var sourceType: String? { source.flatMap(ObjectFamily.type(ruled:)) }
    var targetType: String? { ObjectFamily.type(ruled: target) }

    var isEnumeration: Bool { target.hasPrefix("ПеречислениеСсылка.") }

    /// Target fields by which an object is looked for, at the top of the rule.
    var searched: [String] {
        properties.filter { $0.isSearched && $0.group == nil }.compactMap(\.target?.name)
    }

    /// Everything to be rewritten, with the way to it; of the rule itself, the empty one.
    var rewritten: [(path: String, handler: RuleHandler)] {
        handlers.map { ("", $0) } + properties.flatMap(\.rewritten)
    }

    /// `НДС20` of `Перечисление.СтавкиНДС.НДС20`.
    private static func bare(_ value: String) -> String { value.split(separator: ".").last.map(String.init) ?? value }
}
