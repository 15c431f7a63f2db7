/// A piece of 1С code in exchange rules: it cannot be carried over, only rewritten.
struct RuleHandler {
    /// `ПриВыгрузке`.
    let event: String
    let code: [String]
    /// Where it stands and what it does, where that can be told: `module.bsl:12, строк 3; …`.
    var account: String?
}

extension RuleHandler {
    /// Every event that «Конвертация данных» 2 knows of an object's rule, a property or a group of properties.
    private static let events = [
        "ПередВыгрузкой", "ПриВыгрузке", "ПослеВыгрузки", "ПослеВыгрузкиВФайл", "ПередЗагрузкой", "ПриЗагрузке",
        "ПослеЗагрузки", "ПоследовательностьПолейПоиска", "ПередОбработкойВыгрузки", "ПослеОбработкиВыгрузки",
    ]

    /// The handlers of an element, without those whose text is empty.
    static func all(of element: MarkupElement) -> [RuleHandler] {
        events.compactMap { event in
            element.words(of: event).map { text in
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                return RuleHandler(event: event, code: lines.map(String.init))
            }
        }
    }
}
