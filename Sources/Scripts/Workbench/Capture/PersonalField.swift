/// What an attribute's name says of the person behind it.
enum PersonalField {
    /// Every word tells something: names, addresses, documents.
    case words
    /// Digits do: telephones, numbers that a state gives.
    case digits
    /// Digits do when they are a person's: an organisation's are public.
    case taxNumber
    /// The name says nothing; what stands in it may.
    case plain

    private static let wordParts = [
        "адрес", "документудостоверяющ", "паспорт", "фамилия", "отчество", "контактноелицо",
    ]
    private static let personTypes = [
        "ФизическиеЛица", "КонтактныеЛица", "ЛичныеКонтакты", "Пользователи", "Сотрудники",
    ]

    init(_ name: String) {
        let lower = name.lowercased()
        if name.contains("ФИО") || lower == "имя" || lower.hasPrefix("физлицо") || lower.hasPrefix("физическоелицо")
            || Self.wordParts.contains(where: lower.contains)
        {
            self = .words
        } else if lower.contains("телефон") || name.contains("СНИЛС") || name.contains("ОГРНИП") {
            self = .digits
        } else {
            self = name.contains("ИНН") ? .taxNumber : .plain
        }
    }

    /// Whether the objects of a type are people.
    static func isPerson(type: String) -> Bool {
        let name = type.split(separator: ".").last.map(String.init) ?? type
        return personTypes.contains { name.contains($0) }
    }
}
