import Messages

extension Source103 {
    func sale(_ object: Object103, _ version: Int, _ state: State103) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let terms = SaleTerms(numbers: &numbers, date: date(of: object, state, &numbers), in: state)
        let empty = Reference103.empty("Документ.ЗаказПокупателя")
        let order = needed(.order, by: object) ?? (numbers.chance(50) ? empty : .null)
        let rows = rows(of: object, version, terms, order: order)
        return .object(
            saleHead(object, terms) + parties(object, terms) + saleParties(object, order)
                + money(terms, rows.total) + saleRest(object, version, &numbers) + [
                    JSON.Member("Товары", .array(rows.goods)), JSON.Member("Услуги", .array(rows.services)),
                    JSON.Member("ВозвратнаяТара", []), JSON.Member("СерийныеНомера", []),
                ])
    }

    /// The customer's order that a sale is made by: the same goods, a day earlier.
    func order(_ object: Object103, _ version: Int, _ state: State103) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let terms = SaleTerms(numbers: &numbers, date: date(of: object, state, &numbers), in: state)
        let rows = rows(of: object, version, terms, order: nil)
        let warehouse = self.object(object.needs[1])
        let byCourier = numbers.chance(50)
        let address = numbers.one(of: Wording.streets) + ", д. \(numbers.number(1...90))"
        return .object(
            documentHead(object, terms, named: "Заказ покупателя") + parties(object, terms) + money(terms, rows.total)
                + [
                    JSON.Member("СтруктурнаяЕдиница", Reference103.empty("Справочник.Кассы")),
                    JSON.Member("СкладГруппа", warehouse.reference),
                    JSON.Member("ДатаОтгрузки", .string(terms.date)),
                    JSON.Member("ДатаОплаты", .string(Reference103.emptyDate)),
                    JSON.Member("АдресДоставки", .string(byCourier ? address : "")),
                    JSON.Member("ВидДоставки", .string(byCourier ? "Курьер" : "Самовывоз")),
                    JSON.Member("СтатусСборки", .string(numbers.one(of: ["Собран", "ГотовКСборке", "УКурьера", ""]))),
                    JSON.Member("СтатусОплаты", .string(numbers.one(of: ["Оплачен", "НеОпалчен"]))),
                    JSON.Member("Комментарий", .string("версия \(version) " + object.witness(version).text)),
                    JSON.Member("Манагер", .string(numbers.one(of: Self.people))),
                    JSON.Member("Товары", .array(rows.goods)), JSON.Member("Услуги", .array(rows.services)),
                    JSON.Member("ВозвратнаяТара", []), JSON.Member("СоставНабора", []),
                ])
    }

    /// The rows of a document and their total in kopecks.
    private func rows(
        of object: Object103, _ version: Int, _ terms: SaleTerms, order: JSON?
    ) -> (goods: [JSON], services: [JSON], total: Int) {
        let needs = object.needs.map(self.object)
        let warehouse = needs[1]
        let packs = Dictionary(
            needs.filter { $0.kind == .pack }.map { ($0.needs[0], $0.reference) }, uniquingKeysWith: { one, _ in one })
        var changing = SeededNumbers(seed: seed, serial: object.serial, salt: version)
        func rows(_ kind: Object103.Kind) -> [SaleRow] {
            needs.filter { $0.kind == kind }.enumerated().map { index, item in
                SaleRow(
                    item: item, number: index + 1, rate: rate(item), unit: unit(item), pack: packs[item.serial],
                    terms: terms, &changing)
            }
        }
        let (goods, services) = (rows(.item), rows(.service))
        let total = (goods + services).reduce(0) { $0 + $1.amount + (terms.includesTax ? 0 : $1.tax) }
        return (
            goods.map { $0.goods(warehouse: order == nil ? nil : warehouse, order: order) }, services.map(\.service),
            total
        )
    }

    private func documentHead(_ object: Object103, _ terms: SaleTerms, named kind: String) -> [JSON.Member] {
        [
            JSON.Member(
                "Ссылка", Reference103.to(object.type, object.id, "\(kind) \(object.code) от \(terms.date)")),
            JSON.Member("Номер", .string(object.code)), JSON.Member("Дата", .string(terms.date)),
            JSON.Member("Проведен", .bool(terms.isPosted)), JSON.Member("ПометкаУдаления", false),
            JSON.Member("Организация", known("Организации", terms.organisation)),
        ]
    }

    private func saleHead(_ object: Object103, _ terms: SaleTerms) -> [JSON.Member] {
        documentHead(object, terms, named: "Реализация товаров и услуг") + [
            JSON.Member("ВидОперации", "ПродажаКомиссия"),
            JSON.Member("БанковскийСчетОрганизации", Reference103.empty("Справочник.БанковскиеСчета")),
            JSON.Member("ОтражатьВУправленческомУчете", true), JSON.Member("ОтражатьВБухгалтерскомУчете", true),
            JSON.Member("ОтражатьВНалоговомУчете", .bool(terms.countsTax)),
        ]
    }

    /// What an order and a sale say of who and where.
    private func parties(_ object: Object103, _ terms: SaleTerms) -> [JSON.Member] {
        let nobody = Reference103.empty("Справочник.Контрагенты")
        return [
            JSON.Member("Подразделение", known("Подразделения", terms.department)),
            JSON.Member(
                "ДоговорКонтрагента",
                needed(.contract, by: object) ?? Reference103.empty("Справочник.ДоговорыКонтрагентов")),
            JSON.Member("Контрагент", self.object(object.needs[0]).reference),
            JSON.Member("ТипЦен", known("ТипыЦенНоменклатуры", terms.prices)),
            JSON.Member("Грузополучатель", nobody), JSON.Member("Грузоотправитель", nobody),
        ]
    }

    private func saleParties(_ object: Object103, _ order: JSON) -> [JSON.Member] {
        [JSON.Member("Сделка", order), JSON.Member("Склад", self.object(object.needs[1]).reference)]
    }

    private func money(_ terms: SaleTerms, _ total: Int) -> [JSON.Member] {
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

    /// An order is made in the first half of the month, what is sold by it later.
    func date(of object: Object103, _ state: State103, _ numbers: inout SeededNumbers) -> String {
        let day = numbers.number(object.kind == .order ? 2...13 : 14...27)
        let (hour, minute, second) = (numbers.number(9...19), numbers.number(0...59), numbers.number(0...59))
        let time = [hour, minute, second].map { TaxNumbers.padded($0, 2) }.joined(separator: ":")
        return state.dated(day: day, time: time)
    }
}
