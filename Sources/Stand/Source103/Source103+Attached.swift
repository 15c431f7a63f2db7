import Messages

/// What stands beside items and partners: packs, contracts, and the people who work with them.
extension Source103 {
    func user(_ object: Object103, _ version: Int) -> JSON {
        let name = object.name + " " + object.witness(version).text
        return .object(
            head(object, named: name, isGroup: false, parent: Reference103.empty(object.type)) + [
                JSON.Member("ФизЛицо", Reference103.empty("Справочник.ФизическиеЛица"))
            ])
    }

    /// One of an item: what stocks are kept in. Most items have one that is not sent.
    func unit(_ object: Object103, _ version: Int) -> JSON {
        measure(object, version, unit(self.object(object.needs[0])), 1)
    }

    /// Twelve of an item.
    func pack(_ object: Object103, _ version: Int) -> JSON {
        measure(object, version, "упак", 12)
    }

    private func measure(_ object: Object103, _ version: Int, _ name: String, _ factor: Int) -> JSON {
        let item = self.object(object.needs[0])
        return .object([
            JSON.Member("Ссылка", object.reference), JSON.Member("Владелец", item.reference),
            JSON.Member("Код", .string(object.code)),
            JSON.Member("Наименование", .string(object.name + " " + object.witness(version).text)),
            JSON.Member("ПометкаУдаления", false),
            JSON.Member("ЕдиницаПоКлассификатору", known("КлассификаторЕдиницИзмерения", name)),
            JSON.Member("Коэффициент", JSON(factor)), JSON.Member("Вес", 0), JSON.Member("Объем", 0),
        ])
    }

    func contract(_ object: Object103, _ version: Int) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let partner = self.object(object.needs[0])
        let organisation = numbers.one(of: ["Торговый дом Почтарь ООО", "Ходячий С. К. ИП"])
        let limit = numbers.chance(30)
        return .object(
            head(
                object, named: object.name + " " + object.witness(version).text, isGroup: false,
                parent: Reference103.empty(object.type)) + [
                    JSON.Member("Владелец", partner.reference), JSON.Member("Номер", .string(object.code)),
                    JSON.Member("Дата", .string("2026-01-\(TaxNumbers.padded(numbers.number(9...28), 2))T00:00:00")),
                    JSON.Member("СрокДействия", .string(Reference103.emptyDate)),
                    JSON.Member("ВидДоговора", "СПокупателем"),
                    JSON.Member("Организация", known("Организации", organisation)),
                    JSON.Member("ВалютаВзаиморасчетов", known("Валюты", "руб.")),
                    JSON.Member(
                        "ВедениеВзаиморасчетов", .string(numbers.chance(70) ? "ПоДоговоруВЦелом" : "ПоЗаказам")),
                    JSON.Member("РасчетыВУсловныхЕдиницах", false),
                    JSON.Member("КонтролироватьСуммуЗадолженности", .bool(limit)),
                    JSON.Member("ДопустимаяСуммаЗадолженности", JSON(limit ? numbers.number(1...90) * 1000 : 0)),
                    JSON.Member("Комментарий", .string(version == 1 ? "" : "пролонгирован, версия \(version)")),
                ])
    }
}
