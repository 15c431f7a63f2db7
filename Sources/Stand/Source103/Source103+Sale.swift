import Messages

extension Source103 {
    private static let order = "Документ.ЗаказПокупателя"

    func sale(_ object: Object103, _ version: Int) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let terms = SaleTerms(numbers: &numbers, date: Self.date(&numbers))
        let needs = object.needs.map(self.object)
        let (partner, warehouse) = (needs[0], needs[1])
        let order = order(object, &numbers)
        var changing = SeededNumbers(seed: seed, serial: object.serial, salt: version)
        let goods = needs.filter { $0.kind == .item }.enumerated().map { index, item in
            SaleRow(item: item, number: index + 1, rate: rate(item), unit: unit(item), terms: terms, &changing)
        }
        let services = needs.filter { $0.kind == .service }.enumerated().map { index, item in
            SaleRow(item: item, number: index + 1, rate: rate(item), unit: unit(item), terms: terms, &changing)
        }
        let total = (goods + services).reduce(0) { $0 + $1.amount + (terms.includesTax ? 0 : $1.tax) }
        return .object(
            saleHead(object, terms) + saleParties(partner, warehouse, order, terms)
                + saleMoney(terms, total) + saleRest(object, version, &numbers) + [
                    JSON.Member("Товары", .array(goods.map { $0.goods(warehouse: warehouse, order: order) })),
                    JSON.Member("Услуги", .array(services.map(\.service))),
                    JSON.Member("ВозвратнаяТара", []), JSON.Member("СерийныеНомера", []),
                ])
    }

    private func saleHead(_ object: Object103, _ terms: SaleTerms) -> [JSON.Member] {
        [
            JSON.Member(
                "Ссылка",
                Reference103.to(object.type, object.id, "Реализация товаров и услуг \(object.code) от \(terms.date)")),
            JSON.Member("Номер", .string(object.code)), JSON.Member("Дата", .string(terms.date)),
            JSON.Member("Проведен", .bool(terms.isPosted)), JSON.Member("ПометкаУдаления", false),
            JSON.Member("ВидОперации", "ПродажаКомиссия"),
            JSON.Member("Организация", known("Организации", terms.organisation)),
            JSON.Member("БанковскийСчетОрганизации", Reference103.empty("Справочник.БанковскиеСчета")),
            JSON.Member("ОтражатьВУправленческомУчете", true), JSON.Member("ОтражатьВБухгалтерскомУчете", true),
            JSON.Member("ОтражатьВНалоговомУчете", .bool(terms.countsTax)),
        ]
    }

    private func saleParties(
        _ partner: Object103, _ warehouse: Object103, _ order: JSON, _ terms: SaleTerms
    ) -> [JSON.Member] {
        let nobody = Reference103.empty("Справочник.Контрагенты")
        return [
            JSON.Member("Подразделение", known("Подразделения", terms.department)), JSON.Member("Сделка", order),
            JSON.Member("Склад", warehouse.reference), JSON.Member("ДоговорКонтрагента", contract(partner)),
            JSON.Member("Контрагент", partner.reference),
            JSON.Member("ТипЦен", known("ТипыЦенНоменклатуры", terms.prices)),
            JSON.Member("Грузополучатель", nobody), JSON.Member("Грузоотправитель", nobody),
        ]
    }

    private func saleMoney(_ terms: SaleTerms, _ total: Int) -> [JSON.Member] {
        [
            JSON.Member("ВалютаДокумента", known("Валюты", "руб.")),
            JSON.Member("УчитыватьНДС", .bool(terms.countsTax)),
            JSON.Member("СуммаВключаетНДС", .bool(terms.includesTax)), JSON.Member("КурсВзаиморасчетов", 1),
            JSON.Member("КратностьВзаиморасчетов", 1),
            JSON.Member("СуммаДокумента", .number(Money.text(kopecks: total))),
        ]
    }

    private func saleRest(_ object: Object103, _ version: Int, _ numbers: inout SeededNumbers) -> [JSON.Member] {
        let manager = numbers.one(of: Self.people)
        let address = numbers.chance(50) ? numbers.one(of: Wording.streets) + ", д. \(numbers.number(1...90))" : ""
        let state = numbers.one(of: ["Собран", "ГотовКСборке", "Недостача", "УКурьера", ""])
        let comment = (numbers.chance(40) ? "позвонить за час; " : "") + "версия \(version) "
        return [
            JSON.Member("Комментарий", .string(comment + object.witness(version).text)),
            JSON.Member("Ответственный", known("Пользователи", manager)),
            JSON.Member("АдресДоставки", .string(address)),
            JSON.Member("ДоверенностьНомер", ""), JSON.Member("ДоверенностьДата", .string(Reference103.emptyDate)),
            JSON.Member("ДоверенностьВыдана", ""), JSON.Member("СтатусСборки", .string(state)),
            JSON.Member("НомерДокаСайт", .string(numbers.chance(40) ? "S-\(20_000 + object.serial)" : "")),
            JSON.Member("Манагер", .string(manager)), JSON.Member("УдалитьКурьер", ""),
        ]
    }

    /// The customer's order, which is never sent; now and then none, written as an empty reference or as null.
    private func order(_ object: Object103, _ numbers: inout SeededNumbers) -> JSON {
        switch numbers.number(1...10) {
        case 1...4: Reference103.known(Self.order, "Заказ покупателя З\(object.code)")
        case 5...8: Reference103.empty(Self.order)
        default: .null
        }
    }

    private static func date(_ numbers: inout SeededNumbers) -> String {
        let (day, hour) = (TaxNumbers.padded(numbers.number(2...27), 2), TaxNumbers.padded(numbers.number(9...19), 2))
        let (minute, second) = (numbers.number(0...59), numbers.number(0...59))
        return "2026-11-\(day)T\(hour):\(TaxNumbers.padded(minute, 2)):\(TaxNumbers.padded(second, 2))"
    }
}
