/// A rule of «Конвертация данных»: objects of one type become objects of another.
struct ExchangeRule {
    let code: String
    var title: String?
    /// What the rule was read from: `правила КД2`, `правила КД3 (module.bsl:12)`.
    let origin: String
    /// As 1С spells them: `СправочникСсылка.Склады`; nil where the object is put together in code.
    let source: String?
    let target: String
    var properties: [RuleProperty] = []
    /// Target fields by which an object is looked for, in groups to be tried in turn.
    var searches: [[String]] = []
    /// Values of an enumeration, or predefined objects, in pairs.
    var values: [(source: String, target: String)] = []
    var handlers: [RuleHandler] = []
    /// What the author of a mapping must know besides.
    var notes: [String] = []

    /// The type in our words: `Справочник.Склады`; nil for an enumeration or a register.
    var sourceType: String? { source.flatMap(ObjectFamily.type(ruled:)).flatMap(Self.spelled) }
    var targetType: String? { ObjectFamily.type(ruled: target).flatMap(Self.spelled) }

    var isEnumeration: Bool { target.hasPrefix("ПеречислениеСсылка.") }

    /// What its file and its lookup table are called.
    var name: String { DraftText.name(code) }

    /// Everything to be rewritten, with the way to it; of the rule itself, the empty one.
    var rewritten: [(path: String, handler: RuleHandler)] {
        handlers.map { ("", $0) } + properties.flatMap(\.rewritten)
    }

    private static func spelled(_ type: String) -> String? { DraftText.isPath(type) ? type : nil }
}

extension ExchangeRule {
    /// A rule of «Конвертация данных» 2; nil for one that is switched off or has no target.
    init?(_ element: MarkupElement) {
        guard element.attributes["Отключить"] != "true", let code = element.words(of: "Код"),
            let target = element.words(of: "Приемник")
        else { return nil }
        let properties = element["Свойства"]?.children.compactMap(RuleProperty.listed) ?? []
        let searched = properties.filter { $0.isSearched && $0.group == nil }.compactMap(\.target?.name)
        let values = (element["Значения"]?.descendants("Значение") ?? []).compactMap { value in
            if let from = value.words(of: "Источник"), let to = value.words(of: "Приемник") {
                return (source: Self.bare(from), target: Self.bare(to))
            }
            return nil
        }
        self.init(
            code: code, title: element.words(of: "Наименование"), origin: "правила КД2",
            source: element.words(of: "Источник"), target: target, properties: properties,
            searches: searched.isEmpty ? [] : [searched], values: values, handlers: RuleHandler.all(of: element))
    }

    /// `НДС20` of `Перечисление.СтавкиНДС.НДС20`.
    private static func bare(_ value: String) -> String { value.split(separator: ".").last.map(String.init) ?? value }
}
