import Messages
import Stand

extension SourceModel {
    /// A name as УТ 11 keeps it: blanks in a row and hard ones are one blank.
    func head(_ data: JSON) -> Essentials {
        var all = Essentials()
        let name = data["Наименование"]?.string ?? ""
        all.set("Description", name.split { $0 == " " || $0 == "\u{A0}" }.joined(separator: " "))
        all.set("DeletionMark", data["ПометкаУдаления"] == true)
        return all
    }

    func priceType(_ data: JSON) -> Essentials {
        var all = head(data)
        all.set("ЦенаВключаетНДС", data["ЦенаВключаетНДС"] == true)
        return all
    }

    func item(_ object: Object103, _ data: JSON, _ all: inout Essentials) {
        all.set("Parent_Key", Self.id(data["Родитель"]))
        all.set("IsFolder", object.kind == .itemGroup)
        guard object.kind != .itemGroup else { return }
        all.set("КодДляПоиска", data["Код"]?.string)
        all.set("Артикул", data["Артикул"]?.string)
        all.set("НаименованиеПолное", data["НаименованиеПолное"]?.string)
    }

    func contract(_ data: JSON, _ all: inout Essentials) {
        let owner = Self.id(data["Владелец"])
        all.set("Контрагент_Key", owner)
        all.set("Партнер_Key", partner(of: owner))
        all.set("Number", data["Номер"]?.string)
        all.set("Date", data["Дата"]?.string)
        all.set("ДопустимаяСуммаЗадолженности", Essentials.number(data["ДопустимаяСуммаЗадолженности"]))
        all.set("Комментарий", data["Комментарий"]?.string)
    }

    /// One object of 10.3, two of УТ 11; a branch is one.
    func partner(_ id: String, _ data: JSON) -> [Address: Essentials] {
        var counterparty = head(data)
        counterparty.set("Партнер_Key", partner(of: id))
        counterparty.set("ГоловнойКонтрагент_Key", head(of: id) ?? Self.nothing)
        counterparty.set("ИНН", data["ИНН"]?.string)
        counterparty.set("НаименованиеПолное", data["НаименованиеПолное"]?.string)
        var objects = [Address(set: "Catalog_Контрагенты", reference: id): counterparty]
        if head(of: id) == nil {
            var partner = head(data)
            partner.set("Комментарий", data["Комментарий"]?.string)
            partner.set("Поставщик", data["Поставщик"] == true)
            objects[Address(set: "Catalog_Партнеры", reference: id)] = partner
        }
        return objects
    }
}
