import Foundation
import Messages
import Stand

extension SourceModel {
    /// A customer's order or what was sold.
    func sale(_ object: Object103, _ data: JSON) -> Essentials {
        var all = document(data)
        let counterparty = Self.id(data["Контрагент"])
        all.set("Контрагент_Key", counterparty)
        all.set("Партнер_Key", partner(of: counterparty))
        all.set("Договор_Key", Self.id(data["ДоговорКонтрагента"]))
        all.set("Склад_Key", Self.id(data[object.kind == .order ? "СкладГруппа" : "Склад"]))
        let goods = data["Товары"]?.array ?? []
        let rows = goods + (data["Услуги"]?.array ?? [])
        let total = rows.reduce(Decimal(0)) { sum, row in
            let tax = data["СуммаВключаетНДС"] == true ? 0 : Essentials.number(row["СуммаНДС"])
            return sum + Essentials.number(row["Сумма"]) + tax
        }
        let pieces = rows.reduce(Decimal(0)) { sum, row in
            sum + Essentials.number(row["Количество"]) * (row["Коэффициент"].map { Essentials.number($0) } ?? 1)
        }
        all.set("СуммаДокумента", total)
        all.set("Σ Товары.СуммаСНДС", total)
        all.set("Σ Товары.СуммаНДС", rows.reduce(Decimal(0)) { $0 + Essentials.number($1["СуммаНДС"]) })
        all.set("Σ Товары.Количество", pieces)
        all.set("Товары.Номенклатура_Key", column: rows.map { Self.id($0["Номенклатура"]) })
        guard object.kind == .sale else { return all }
        let order = Self.id(data["Сделка"])
        all.set("ЗаказКлиента", order == Self.nothing ? "" : order)
        return all
    }

    /// New prices: for a pack where the row names one, for the base unit else.
    func prices(_ data: JSON) -> Essentials {
        var all = document(data)
        let rows = data["Товары"]?.array ?? []
        all.set("Ответственный_Key", Self.id(data["Ответственный"]))
        all.set("Σ Товары.Цена", rows.reduce(Decimal(0)) { $0 + Essentials.number($1["Цена"]) })
        all.set("Товары.Номенклатура_Key", column: rows.map { Self.id($0["Номенклатура"]) })
        all.set("Товары.ВидЦены_Key", column: rows.map { Self.id($0["ТипЦен"]) })
        all.set("Товары.Упаковка_Key", column: rows.map { pack(Self.id($0["ЕдиницаИзмерения"])) })
        return all
    }

    private func pack(_ measure: String) -> String {
        Essentials.number(self[measure]?["Коэффициент"]) == 1 ? Self.nothing : measure
    }

    private func document(_ data: JSON) -> Essentials {
        var all = Essentials()
        let isMarked = data["ПометкаУдаления"] == true
        all.set("Number", data["Номер"]?.string)
        all.set("Date", data["Дата"]?.string)
        all.set("DeletionMark", isMarked)
        all.set("Posted", data["Проведен"] == true && !isMarked)
        all.set("Комментарий", data["Комментарий"]?.string)
        return all
    }
}
