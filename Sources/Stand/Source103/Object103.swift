package import Messages

/// One object of the simulated 10.3: who it is and what it leans on. Its content in any version follows from the seed.
package struct Object103: Sendable, Hashable {
    /// What sort of object it is.
    package enum Kind: Sendable, Hashable, CaseIterable {
        case warehouse, user, priceType, itemGroup, item, service, unit, pack, partnerGroup, partner, branch, contract
        case order, sale, prices
    }

    package let kind: Kind
    package let seed: UInt32
    package let serial: Int
    package let id: String
    /// Its number or code.
    package let code: String
    /// What it is called, without dirt.
    package let name: String
    /// The serials of what it cannot be without and what is sent too: parent, owner, head, partner, warehouse,
    /// contract, order, items and what they are counted in, price types.
    package let needs: [Int]

    /// The 1С type.
    package var type: String {
        switch kind {
        case .warehouse: "Справочник.Склады"
        case .user: "Справочник.Пользователи"
        case .itemGroup, .item, .service: "Справочник.Номенклатура"
        case .unit, .pack: "Справочник.ЕдиницыИзмерения"
        case .priceType: "Справочник.ТипыЦенНоменклатуры"
        case .partnerGroup, .partner, .branch: "Справочник.Контрагенты"
        case .contract: "Справочник.ДоговорыКонтрагентов"
        case .order: "Документ.ЗаказПокупателя"
        case .sale: "Документ.РеализацияТоваровУслуг"
        case .prices: "Документ.УстановкаЦенНоменклатуры"
        }
    }

    /// Whether it has a number, a date and can be posted.
    package var isDocument: Bool { [.order, .sale, .prices].contains(kind) }

    package var key: ObjectKey { ObjectKey(system: "ut103", type: type, id: id) }

    /// Where in УТ 11 its witness must show: the table by which the ledger finds what was lost.
    package var expected: [String] {
        switch kind {
        case .warehouse: ["Catalog_Склады"]
        case .user: ["Catalog_Пользователи"]
        case .itemGroup, .item, .service: ["Catalog_Номенклатура"]
        case .pack: ["Catalog_УпаковкиЕдиницыИзмерения"]
        // УТ 11 has neither groups of partners nor base units, and of a price type only what never changes.
        case .partnerGroup, .unit, .priceType: []
        case .partner: ["Catalog_Партнеры", "Catalog_Контрагенты"]
        case .branch: ["Catalog_Контрагенты"]
        case .contract: ["Catalog_ДоговорыКонтрагентов"]
        case .order: ["Document_ЗаказКлиента"]
        case .sale: ["Document_РеализацияТоваровУслуг"]
        case .prices: ["Document_УстановкаЦенНоменклатуры"]
        }
    }

    func witness(_ version: Int) -> Witness {
        Witness(seed: seed, serial: serial, version: version)
    }

    var reference: JSON { Reference103.to(type, id, name) }
}
