import Messages

extension Source103 {
    static let units = "Справочник.ЕдиницыИзмерения"

    /// Every fourth partner is a person.
    static func isPerson(_ serial: Int) -> Bool { serial % 4 == 0 }

    func item(_ object: Object103, _ version: Int) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let isService = object.kind == .service
        let name = Wording.dirty(object.name, &numbers)
        let unit = unit(object)
        let origin = numbers.one(of: ["РОССИЯ", "КИТАЙ", ""])
        let country = "Справочник.КлассификаторСтранМира"
        let full = object.name + ", версия \(version) " + object.witness(version).text
        return .object(
            head(object, named: name, isGroup: false, parent: parent(object)) + [
                JSON.Member("НаименованиеПолное", .string(full)),
                JSON.Member("Артикул", .string(isService ? "" : "А-" + String(object.serial))),
                JSON.Member("СтавкаНДС", .string(rate(object))),
                JSON.Member("БазоваяЕдиницаИзмерения", known("КлассификаторЕдиницИзмерения", unit)),
                JSON.Member(
                    "ЕдиницаХраненияОстатков",
                    belonging(to: object, .unit)?.reference ?? Reference103.known(Self.units, unit, of: object.id)),
                JSON.Member(
                    "ЕдиницаДляОтчетов", belonging(to: object, .pack)?.reference ?? Reference103.empty(Self.units)),
                JSON.Member("ВидНоменклатуры", known("ВидыНоменклатуры", isService ? "Услуга" : "Товар")),
                JSON.Member("Услуга", .bool(isService)), JSON.Member("Комплект", false), JSON.Member("Набор", false),
                JSON.Member("Весовой", .bool(unit == "кг")), JSON.Member("ВестиУчетПоХарактеристикам", false),
                JSON.Member("ВестиУчетПоСериям", false), JSON.Member("ВестиСерийныеНомера", .bool(numbers.chance(10))),
                JSON.Member("НоменклатурнаяГруппа", known("НоменклатурныеГруппы", isService ? "Услуги" : "Товары")),
                JSON.Member("ОсновнойПоставщик", Reference103.empty("Справочник.Контрагенты")),
                JSON.Member(
                    "СтранаПроисхождения",
                    origin.isEmpty ? Reference103.empty(country) : Reference103.known(country, origin)),
                JSON.Member("ДополнительноеОписаниеНоменклатуры", ""),
                JSON.Member("Комментарий", .string(version == 1 ? "" : "цена и описание уточнены")),
                JSON.Member("Вес", .number(Money.text(kopecks: numbers.number(0...3000)))),
                JSON.Member("Отметить", .bool(version % 2 == 0)),
                JSON.Member("КодСайта", .string(numbers.chance(30) ? String(10_000 + object.serial) : "")),
            ])
    }

    func partner(_ object: Object103, _ version: Int) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let isPerson = object.kind == .partner && Self.isPerson(object.serial)
        let name = Wording.dirty(object.name, &numbers)
        let full = object.name + ", версия \(version) " + object.witness(version).text
        let isSupplier = numbers.chance(20)
        let phone = "+79" + TaxNumbers.padded(numbers.number(0...999_999_999), 9)
        return .object(
            head(object, named: name, isGroup: false, parent: parent(object)) + [
                JSON.Member("НаименованиеПолное", .string(full)),
                JSON.Member("ЮрФизЛицо", .string(isPerson ? "ФизЛицо" : "ЮрЛицо")),
                JSON.Member("ИНН", .string(taxNumber(object, isPerson))),
                JSON.Member("КПП", .string(reason(object, isPerson))),
                JSON.Member("КодПоОКПО", .string(isPerson ? "" : TaxNumbers.padded(object.serial * 37, 8))),
                JSON.Member("Комментарий", .string(version == 1 ? "" : "проверен, версия \(version)")),
                JSON.Member("Покупатель", true), JSON.Member("Поставщик", .bool(isSupplier)),
                JSON.Member("НеЯвляетсяРезидентом", false),
                JSON.Member("ГоловнойКонтрагент", headPartner(object, isPerson)),
                JSON.Member(
                    "ОсновнойМенеджерПокупателя",
                    needed(.user, by: object) ?? Reference103.empty("Справочник.Пользователи")),
                JSON.Member(
                    "ОсновнойДоговорКонтрагента",
                    belonging(to: object, .contract)?.reference
                        ?? Reference103.empty("Справочник.ДоговорыКонтрагентов")),
                JSON.Member("ДокументУдостоверяющийЛичность", .string(isPerson ? "паспорт 0000 000000" : "")),
                JSON.Member("ДополнительноеОписание", ""), JSON.Member("РасписаниеРаботыСтрокой", ""),
                JSON.Member("ТелефонСайт", .string(phone)),
                JSON.Member("СтатусКлиента", .string(numbers.one(of: ["", "Постоянный", "Новый"]))),
            ])
    }

    /// The VAT rate that an item is sold with.
    func rate(_ item: Object103) -> String {
        ["НДС20", "НДС20", "НДС20", "НДС10", "НДС0", "БезНДС"][item.serial % 6]
    }

    /// What an item is counted in.
    func unit(_ item: Object103) -> String {
        item.kind == .service ? "шт" : ["шт", "шт", "шт", "м", "кг"][item.serial % 5]
    }

    /// The first object of a kind that the object leans on.
    func needed(_ kind: Object103.Kind, by object: Object103) -> JSON? {
        object.needs.map(self.object).first { $0.kind == kind }?.reference
    }

    func known(_ catalog: String, _ name: String) -> JSON {
        Reference103.known("Справочник." + catalog, name)
    }

    private func taxNumber(_ object: Object103, _ isPerson: Bool) -> String {
        if isPerson { return object.serial % 8 == 0 ? "" : TaxNumbers.person(seed: seed, serial: object.serial) }
        return TaxNumbers.organisation(seed: seed, serial: firmSerial(object))
    }

    private func reason(_ object: Object103, _ isPerson: Bool) -> String {
        if isPerson { return "" }
        if object.kind == .partner, object.serial % 23 == 7 { return "1" }
        let inn = TaxNumbers.organisation(seed: seed, serial: firmSerial(object))
        return TaxNumbers.reason(inn: inn, branch: object.kind == .branch ? object.serial : nil)
    }

    /// The head of a branch; anybody else is its own.
    private func headSerial(_ object: Object103) -> Int {
        object.kind == .branch ? object.needs.last ?? object.serial : object.serial
    }

    /// The firm at the top, whose ИНН all its branches have.
    private func firmSerial(_ object: Object103) -> Int {
        let head = headSerial(object)
        return head == object.serial ? head : firmSerial(self.object(head))
    }

    private func headPartner(_ object: Object103, _ isPerson: Bool) -> JSON {
        if isPerson { return Reference103.empty(object.type) }
        return self.object(headSerial(object)).reference
    }
}
