import Messages

extension Source103 {
    /// A column of the price list. Its name never changes: УТ 11 makes an identifier of the first one and keeps it.
    func priceType(_ object: Object103, _ version: Int) -> JSON {
        .object([
            JSON.Member("Ссылка", object.reference), JSON.Member("Код", .string(object.code)),
            JSON.Member("Наименование", .string(object.name)), JSON.Member("ПометкаУдаления", false),
            JSON.Member("ВалютаЦены", known("Валюты", "руб.")), JSON.Member("ЦенаВключаетНДС", .bool(version % 2 == 1)),
            JSON.Member("БазовыйТипЦен", Reference103.empty(object.type)), JSON.Member("Рассчитывается", false),
            JSON.Member("ПроцентСкидкиНаценки", 0), JSON.Member("СпособРасчетаЦены", ""),
            JSON.Member("ПорядокОкругления", "Окр0_01"), JSON.Member("ОкруглятьВБольшуюСторону", false),
            JSON.Member("Комментарий", .string("версия \(version) " + object.witness(version).text)),
            JSON.Member("ВыгружатьНаСайт", false),
        ])
    }

    /// New prices: each item in each column, for the pack, the unit, or nothing in particular.
    func prices(_ object: Object103, _ version: Int, _ state: State103) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let terms = SaleTerms(numbers: &numbers, date: date(of: object, state, &numbers), in: state)
        let needs = object.needs.map(self.object)
        let columns = needs.filter { $0.kind == .priceType }
        let measures = Dictionary(
            needs.filter { [.unit, .pack].contains($0.kind) }.map { ($0.needs[0], $0.reference) },
            uniquingKeysWith: { one, _ in one })
        var changing = SeededNumbers(seed: seed, serial: object.serial, salt: version)
        let rows = needs.filter { $0.kind == .item }.flatMap { item in columns.map { (item, $0) } }
        let goods = rows.enumerated().map { index, row in
            priceRow(index + 1, row.0, row.1, measures[row.0.serial], kopecks: changing.number(10...5000) * 50)
        }
        return .object([
            JSON.Member(
                "Ссылка",
                Reference103.to(object.type, object.id, "Установка цен номенклатуры \(object.code) от \(terms.date)")),
            JSON.Member("Номер", .string(object.code)), JSON.Member("Дата", .string(terms.date)),
            JSON.Member("Проведен", .bool(terms.isPosted)), JSON.Member("ПометкаУдаления", false),
            JSON.Member("НеПроводитьНулевыеЗначения", false), JSON.Member("Информация", ""),
            JSON.Member("Ответственный", needs[0].reference),
            JSON.Member("Комментарий", .string("версия \(version) " + object.witness(version).text)),
            JSON.Member("ЗаписыватьОперативно", false), JSON.Member("Товары", .array(goods)),
            JSON.Member("ТипыЦен", []),
        ])
    }

    private func priceRow(
        _ number: Int, _ item: Object103, _ column: Object103, _ measure: JSON?, kopecks: Int
    ) -> JSON {
        [
            "НомерСтроки": JSON(number), "Номенклатура": item.reference,
            "ХарактеристикаНоменклатуры": Reference103.empty("Справочник.ХарактеристикиНоменклатуры"),
            "ЕдиницаИзмерения": measure ?? Reference103.empty(Self.units), "ТипЦен": column.reference,
            "Цена": .number(Money.text(kopecks: kopecks)), "Валюта": known("Валюты", "руб."),
            "ПроцентСкидкиНаценки": 0, "СпособРасчетаЦены": "", "ИндексСтрокиТаблицыЦен": 0,
        ]
    }
}
