import Messages

/// What the properties of an EDMX file are in 1С: `Склад_Key` is a reference, `Description` is Наименование.
struct EDMXProperties {
    /// Service properties that are no attribute of the object, and the row's own key.
    private static let service: Set<String> = [
        "DataVersion", "Predefined", "PredefinedDataName", "LineNumber",
    ]

    /// Types of associations' ends by association and role.
    private let ends: [String: [String: String]]
    private let enumerations: [String: [String]]

    init(_ schemas: [MarkupElement]) {
        let associations = schemas.flatMap { $0.all("Association") }.map { association in
            let roles = association.all("End").map { ($0.attributes["Role"] ?? "", $0.attributes["Type"] ?? "") }
            return (association.attributes["Name"] ?? "", Dictionary(roles, uniquingKeysWith: { first, _ in first }))
        }
        ends = Dictionary(associations, uniquingKeysWith: { first, _ in first })
        let enumerations = schemas.flatMap { $0.all("EnumType") }.map { type in
            (type.attributes["Name"] ?? "", type.all("Member").compactMap { $0.attributes["Name"] })
        }
        self.enumerations = Dictionary(enumerations, uniquingKeysWith: { first, _ in first })
    }

    /// The attributes of an entity, or of a row when it has no type of its own.
    func fields(of entity: MarkupElement, type: String?) -> [DraftField] {
        let properties = entity.all("Property")
        let names = Set(properties.compactMap { $0.attributes["Name"] })
        return properties.compactMap { property in
            guard let name = property.attributes["Name"], !Self.service.contains(name),
                !name.hasSuffix("_Type") || !names.contains(String(name.dropLast("_Type".count))),
                !name.hasSuffix("_Base64Data"), Self.collected(property.attributes["Type"] ?? "") == nil
            else { return nil }
            if name == "Ref_Key" { return type.map { DraftField(name: "Ссылка", kind: .reference([$0])) } }
            if names.contains(name + "_Type") {
                return DraftField(
                    name: Self.title(name), kind: nil, doubt: "составной тип: списка его типов в EDMX нет")
            }
            return field(property, name, entity)
        }
    }

    private func field(_ property: MarkupElement, _ name: String, _ entity: MarkupElement) -> DraftField {
        let type = property.attributes["Type"] ?? ""
        if type == "Edm.Guid", name.hasSuffix("_Key") {
            return reference(String(name.dropLast("_Key".count)), entity)
        }
        let title = Self.title(name)
        func number(_ digits: Int, _ fraction: Int) -> DraftField {
            let known = property.attributes["Precision"].flatMap { Int($0) }
            return DraftField(
                name: title,
                kind: .number(
                    digits: known ?? digits, fraction: property.attributes["Scale"].flatMap { Int($0) } ?? fraction),
                doubt: known == nil ? "точность в EDMX не сказана, (\(digits), \(fraction)) — догадка" : nil)
        }
        switch type {
        case "Edm.String":
            let length = property.attributes["MaxLength"].flatMap { Int($0) }
            let isStandard = StandardAttribute(named: name) != nil
            return DraftField(
                name: title, kind: .string(length: length),
                doubt: length == nil && !isStandard
                    ? "строка без длины: неограниченная или перечисление, EDMX не говорит" : nil)
        case "Edm.Boolean": return DraftField(name: title, kind: .boolean)
        case "Edm.DateTime", "Edm.DateTimeOffset": return DraftField(name: title, kind: .date)
        case "Edm.Guid": return DraftField(name: title, kind: .string(length: 36))
        case "Edm.Int16": return number(4, 0)
        case "Edm.Int32": return number(9, 0)
        case "Edm.Int64": return number(18, 0)
        case "Edm.Double", "Edm.Decimal": return number(15, 3)
        default: break
        }
        if let values = enumerations[Self.bare(type)], !values.isEmpty {
            return DraftField(name: title, kind: .enumeration(values))
        }
        return DraftField(name: title, kind: nil, doubt: "тип \(type) почтарь не пишет")
    }

    /// A reference whose type the navigation property beside it names.
    private func reference(_ name: String, _ entity: MarkupElement) -> DraftField {
        let navigation = entity.all("NavigationProperty").first { $0.attributes["Name"] == name }
        let relationship = Self.bare(navigation?.attributes["Relationship"] ?? "")
        let end = ends[relationship]?[navigation?.attributes["ToRole"] ?? ""] ?? ""
        guard let type = ObjectFamily.type(Self.bare(end)[...]) else {
            return DraftField(
                name: Self.title(name), kind: nil, doubt: "ссылка, но на что — в EDMX не сказано (не опубликовано?)")
        }
        return DraftField(name: Self.title(name), kind: .reference([type]))
    }

    /// `Наименование` of `Description`; any other name as it is.
    private static func title(_ name: String) -> String { StandardAttribute(named: name)?.title ?? name }

    /// `Catalog_Склады` of `StandardODATA.Catalog_Склады`.
    private static func bare(_ type: String) -> String { type.split(separator: ".").last.map(String.init) ?? type }

    /// The bare type of `Collection(…)`; nil for other types.
    static func collected(_ type: String) -> String? {
        guard type.hasPrefix("Collection("), type.hasSuffix(")") else { return nil }
        return bare(String(type.dropFirst("Collection(".count).dropLast()))
    }
}
