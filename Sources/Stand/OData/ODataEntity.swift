import Messages

/// One entity set of УТ 11 with its properties and table parts.
package struct ODataEntity: Sendable, Hashable {
    private static let families = [
        "Справочник": "Catalog", "Документ": "Document", "ПланВидовХарактеристик": "ChartOfCharacteristicTypes",
        "ПланОбмена": "ExchangePlan", "ПланСчетов": "ChartOfAccounts",
    ]

    /// The 1С name: `Справочник.Партнеры`.
    package let type: String
    /// The entity set: `Catalog_Партнеры`.
    package let set: String
    /// Header properties by name on the wire; those the platform adds are among them.
    package let properties: [String: ODataProperty]
    /// Table parts by name, each with the properties of its rows.
    package let parts: [String: [String: ODataProperty]]
    /// Our own objects: of types that nobody sends, any reference is taken to exist.
    package let isSent: Bool

    package var isDocument: Bool { self.set.hasPrefix("Document_") }

    /// The entity set of a 1С type: `Документ.ЗаказКлиента` is `Document_ЗаказКлиента`.
    package static func set(ofType type: String) -> String {
        guard let point = type.firstIndex(of: ".") else { return type }
        let family = String(type[..<point])
        return (families[family] ?? family) + "_" + type[type.index(after: point)...]
    }

    /// The entity that a type of the contract is published as.
    init(_ type: Contract.ObjectType) {
        self.type = type.name
        set = Self.set(ofType: type.name)
        isSent = type.lane != nil
        var properties = Dictionary(
            type.fields.map { ODataProperty(field: $0.value, named: $0.key) }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
        for property in Self.standardProperties(set) where properties[property.name] == nil {
            properties[property.name] = property
        }
        self.properties = properties
        parts = type.tables.mapValues { fields in
            Dictionary(
                fields.map { ODataProperty(field: $0.value, named: $0.key) }.map { ($0.name, $0) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private static func standardProperties(_ set: String) -> [ODataProperty] {
        let mark = ODataProperty(standard: "ПометкаУдаления", kind: .boolean)
        guard set.hasPrefix("Document_") else {
            return [mark, ODataProperty(standard: "Наименование", kind: .string(length: 150))]
        }
        return [
            mark, ODataProperty(standard: "Номер", kind: .string(length: 11)),
            ODataProperty(standard: "Дата", kind: .date), ODataProperty(standard: "Проведен", kind: .boolean),
        ]
    }
}
