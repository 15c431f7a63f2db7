import Messages

/// Reads types as metadata dumps spell them: `String(500)`, `decimal(15,2)`, `CatalogRef.Склады|DocumentRef.Заказ`.
struct MetadataTypes {
    /// Values of enumerations by name.
    let enumerations: [String: [String]]

    /// What an attribute of that type holds, and what of it is not known.
    func field(_ name: String, _ spelled: String) -> DraftField {
        let parts = spelled.split(separator: "|")
        let references = parts.compactMap(ObjectFamily.type)
        guard references.isEmpty else {
            let rest = parts.filter { ObjectFamily.type($0) == nil }.joined(separator: ", ")
            return DraftField(
                name: name, kind: .reference(references),
                doubt: rest.isEmpty ? nil : "кроме ссылок бывает \(rest): контракт этого не скажет")
        }
        guard parts.count == 1, let only = parts.first else {
            return DraftField(name: name, kind: nil, doubt: "тип не скажешь одним словом: \(spelled)")
        }
        return single(name, only)
    }

    private func single(_ name: String, _ type: Substring) -> DraftField {
        let (word, sizes) = Self.taken(type)
        switch word.lowercased() {
        case "string":
            return DraftField(name: name, kind: .string(length: sizes.first.flatMap { $0 > 0 ? $0 : nil }))
        case "number", "decimal":
            guard let digits = sizes.first, (1...38).contains(digits) else {
                return DraftField(
                    name: name, kind: .number(digits: 15, fraction: 2), doubt: "точность не сказана, (15, 2) — догадка")
            }
            return DraftField(
                name: name, kind: .number(digits: digits, fraction: sizes.count > 1 ? min(sizes[1], digits) : 0))
        case "boolean": return DraftField(name: name, kind: .boolean)
        case "date", "datetime", "time": return DraftField(name: name, kind: .date)
        case "uuid": return DraftField(name: name, kind: .string(length: 36))
        default: break
        }
        if type.hasPrefix("EnumRef.") { return enumeration(name, String(type.dropFirst("EnumRef.".count))) }
        let doubt =
            switch word {
            case _ where word.hasPrefix("DefinedType."): "определяемый тип \(word.dropFirst(12)) в выгрузке не раскрыт"
            case _ where word.hasPrefix("Characteristic."): "значение характеристики: тип задаёт она"
            case "ValueStorage": "хранилище значения: в сообщениях его не бывает"
            default: "тип \(type) неизвестен"
            }
        return DraftField(name: name, kind: nil, doubt: doubt)
    }

    private func enumeration(_ name: String, _ type: String) -> DraftField {
        guard let values = enumerations[type], !values.isEmpty else {
            return DraftField(name: name, kind: nil, doubt: "перечисление \(type): его значений в выгрузке нет")
        }
        return DraftField(name: name, kind: .enumeration(values))
    }

    /// `String` and [500] of `String(500)`.
    private static func taken(_ type: Substring) -> (word: Substring, sizes: [Int]) {
        guard let bracket = type.firstIndex(of: "("), type.hasSuffix(")") else { return (type, []) }
        let inside = type[type.index(after: bracket)...].dropLast()
        return (type[..<bracket], inside.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) })
    }
}
