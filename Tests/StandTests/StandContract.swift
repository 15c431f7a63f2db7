import Messages

/// A small УТ 11 contract for the tests: two kinds of catalogue and a document that leans on them.
enum StandContract {
    static let value = Contract(
        system: "ut11",
        types: Dictionary(
            [item, warehouse, partner, counterparty, sale, named("Справочник.Организации")].map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }))

    private static let item = type(
        "Справочник.Номенклатура", lane: .catalogs,
        fields: [
            "Наименование": Field(kind: .string(length: 100)), "НаименованиеПолное": Field(kind: .string(length: nil)),
            "Код": Field(kind: .string(length: 11)), "Артикул": Field(kind: .string(length: 10)),
            "ЭтоГруппа": Field(kind: .boolean), "Родитель": Field(kind: .reference(["Справочник.Номенклатура"])),
            "ВесЧислитель": Field(kind: .number(digits: 5, fraction: 2)),
            "СрокГодности": Field(kind: .number(digits: 4, fraction: 0)),
            "Штрихкод": Field(kind: .number(digits: 13, fraction: 0)),
            "ТипНоменклатуры": Field(kind: .enumeration(["Товар", "Услуга"])),
        ])
    private static let warehouse = type(
        "Справочник.Склады", lane: .catalogs, fields: ["Наименование": Field(kind: .string(length: 50))])
    private static let partner = type(
        "Справочник.Партнеры", lane: .catalogs,
        fields: [
            "Наименование": Field(kind: .string(length: 100)), "НаименованиеПолное": Field(kind: .string(length: 250)),
        ])
    private static let counterparty = type(
        "Справочник.Контрагенты", lane: .catalogs,
        fields: [
            "Наименование": Field(kind: .string(length: 100)), "НаименованиеПолное": Field(kind: .string(length: 250)),
            "Партнер": Field(kind: .reference(["Справочник.Партнеры"])),
        ])
    private static let sale = type(
        "Документ.РеализацияТоваровУслуг", lane: .documents,
        fields: [
            "Номер": Field(kind: .string(length: 11)), "Дата": Field(kind: .date, isRequired: true),
            "Комментарий": Field(kind: .string(length: nil)),
            "Организация": Field(kind: .reference(["Справочник.Организации"]), isRequired: true),
            "Партнер": Field(kind: .reference(["Справочник.Партнеры"]), isRequired: true),
            "Сделка": Field(kind: .reference(["Документ.РеализацияТоваровУслуг", "Справочник.Партнеры"])),
        ],
        tables: [
            "Товары": [
                "Номенклатура": Field(kind: .reference(["Справочник.Номенклатура"]), isRequired: true),
                "Количество": Field(kind: .number(digits: 15, fraction: 3), isRequired: true),
            ]
        ])

    private static func named(_ name: String) -> Contract.ObjectType {
        type(name, lane: nil, fields: [:])
    }

    private static func type(
        _ name: String, lane: Lane?, fields: [String: Field], tables: [String: [String: Field]] = [:]
    ) -> Contract.ObjectType {
        Contract.ObjectType(
            name: name, title: nil, fields: fields, tables: tables, lane: lane, identity: [], marker: nil)
    }
}
