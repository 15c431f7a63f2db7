import Messages

/// One row of a sale, reckoned to the kopeck.
struct SaleRow {
    private let item: Object103
    private let number: Int
    private let rate: String
    private let unit: String
    private let pack: JSON?
    private let thousandths: Int
    private let price: Int
    private let discount: Int
    /// In kopecks, as the row's sum stands in the document.
    let amount: Int
    /// In kopecks.
    let tax: Int

    init(
        item: Object103, number: Int, rate: String, unit: String, pack: JSON?, terms: SaleTerms,
        _ numbers: inout SeededNumbers
    ) {
        self.item = item
        self.number = number
        self.rate = terms.countsTax ? rate : "БезНДС"
        self.pack = pack
        self.unit = unit
        thousandths = unit == "кг" && pack == nil ? numbers.number(1...40) * 250 : numbers.number(1...20) * 1000
        price = numbers.number(10...5000) * 50
        discount = numbers.one(of: [0, 0, 0, 5, 10])
        amount = (price * thousandths * (100 - discount) + 50_000) / 100_000
        let percent = ["НДС20": 20, "НДС10": 10][self.rate] ?? 0
        let base = terms.includesTax ? 100 + percent : 100
        tax = (amount * percent * 2 + base) / (base * 2)
    }

    /// The row as it stands in Товары.
    ///
    /// - Parameters:
    ///   - warehouse: of a document whose rows may have one of their own.
    ///   - order: of a document whose rows name it.
    func goods(warehouse: Object103?, order: JSON?) -> JSON {
        let units = "Справочник.ЕдиницыИзмерения"
        return .object(
            [
                JSON.Member("НомерСтроки", JSON(number)), JSON.Member("Номенклатура", item.reference),
                JSON.Member("ХарактеристикаНоменклатуры", Reference103.empty("Справочник.ХарактеристикиНоменклатуры")),
                JSON.Member("СерияНоменклатуры", Reference103.empty("Справочник.СерииНоменклатуры")),
                JSON.Member("ЕдиницаИзмерения", pack ?? Reference103.known(units, unit, of: item.id)),
                JSON.Member("Коэффициент", JSON(pack == nil ? 1 : 12)), JSON.Member("КоличествоМест", 0),
                JSON.Member("ЕдиницаИзмеренияМест", Reference103.empty(units)),
            ] + figures + [
                JSON.Member("ПроцентАвтоматическихСкидок", 0),
                JSON.Member("КлючСтроки", JSON(number)),
            ] + sold(warehouse, order))
    }

    /// What only the row of a sale has.
    private func sold(_ warehouse: Object103?, _ order: JSON?) -> [JSON.Member] {
        guard let warehouse, let order else { return [] }
        return [
            JSON.Member("Качество", Reference103.known("Справочник.Качество", "Новый")),
            JSON.Member("Склад", number % 2 == 0 ? warehouse.reference : Reference103.empty("Справочник.Склады")),
            JSON.Member("ЗаказПокупателя", order),
        ]
    }

    /// The row as it stands in Услуги.
    var service: JSON {
        .object(
            [
                JSON.Member("НомерСтроки", JSON(number)), JSON.Member("Содержание", .string(item.name)),
                JSON.Member("Номенклатура", item.reference),
            ] + figures)
    }

    private var figures: [JSON.Member] {
        let whole = thousandths % 1000 == 0
        let fraction = TaxNumbers.padded(thousandths % 1000, 3)
        return [
            JSON.Member("Количество", .number(whole ? "\(thousandths / 1000)" : "\(thousandths / 1000).\(fraction)")),
            JSON.Member("Цена", .number(Money.text(kopecks: price))),
            JSON.Member("Сумма", .number(Money.text(kopecks: amount))), JSON.Member("СтавкаНДС", .string(rate)),
            JSON.Member("СуммаНДС", .number(Money.text(kopecks: tax))),
            JSON.Member("ПроцентСкидкиНаценки", JSON(discount)),
        ]
    }
}
