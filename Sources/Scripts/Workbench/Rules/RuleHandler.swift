/// A piece of 1С code in exchange rules: it cannot be carried over, only rewritten.
struct RuleHandler {
    /// `ПриВыгрузке`.
    let event: String
    let code: String

    /// Every event that «Конвертация данных» knows of an object's rule, a property or a group of properties.
    private static let events = [
        "ПередВыгрузкой", "ПриВыгрузке", "ПослеВыгрузки", "ПослеВыгрузкиВФайл", "ПередЗагрузкой", "ПриЗагрузке",
        "ПослеЗагрузки", "ПоследовательностьПолейПоиска", "ПередОбработкойВыгрузки", "ПослеОбработкиВыгрузки",
    ]

    /// The handlers of an element, without those whose text is empty.
    static func all(of element: MarkupElement) -> [RuleHandler] {
        events.compactMap { event in
            element.words(of: event).map { RuleHandler(event: event, code: $0) }
        }
    }
}
