import Messages

/// The words that names are made of, and the dirt that years of typing leave in them.
enum Wording {
    static let goods = [
        "Дрель ударная", "Шуруповёрт аккумуляторный", "Кабель силовой", "Труба профильная", "Саморез по дереву",
        "Перчатки рабочие", "Краска фасадная", "Лампа светодиодная", "Розетка двойная", "Замок врезной",
        "Смеситель для кухни", "Плитка керамическая", "Клей монтажный", "Лента изоляционная", "Фонарь кемпинговый",
    ]
    static let marks = ["белый", "чёрный", "усиленный", "ГОСТ", "3/4\"", "компл.", "220 В", "арт.", "эконом", "проф."]
    static let services = ["Доставка по городу", "Подъём на этаж", "Сборка заказа"]
    static let goodsGroups = [
        "Инструмент", "Электрика", "Сантехника", "Крепёж", "Отделка", "Освещение", "Спецодежда", "Сад и огород",
    ]
    static let firms = [
        "Вектор-Сервис", "Ромашка", "СтройДом", "Техноцентр", "Северный ветер", "Альфа-Трейд", "Мастер и Ко", "Рассвет",
    ]
    static let surnames = ["Иванов", "Петров", "Сидоров", "Кузнецов", "Смирнов", "Попов", "Волков", "Зайцев"]
    static let names = ["Пётр Сергеевич", "Иван Ильич", "Олег Павлович", "Семён Маркович", "Артём Игоревич"]
    static let partnerGroups = ["Покупатели", "Поставщики", "Розница", "Опт", "Прочие"]
    static let warehouses = [
        "Основной склад", "Склад на Лесной", "Магазин на Мира", "Пункт выдачи Центр", "Склад брака", "Витрина",
    ]
    static let streets = ["ул. Лесная", "пр. Мира", "ул. Садовая", "Заводской пр-д"]

    /// Letters that are typed on the wrong layout most.
    private static let mistyped = Set("аеорсхСОК".unicodeScalars)

    /// The name as somebody typed it: a hard space, a doubled space, a Latin letter inside a Russian word.
    static func dirty(_ name: String, _ numbers: inout SeededNumbers) -> String {
        var text = name
        if numbers.chance(15) { text = text.replacing(" ", with: "\u{A0}", maxReplacements: 1) }
        if numbers.chance(15) { text = text.replacing(" ", with: "  ", maxReplacements: 1) }
        if numbers.chance(10) { text = mistyped(text) }
        return text
    }

    /// The name with the first letter that has a Latin lookalike typed as that.
    static func mistyped(_ name: String) -> String {
        var letters = Array(name.unicodeScalars)
        guard let place = letters.firstIndex(where: mistyped.contains), let twin = Lookalikes.latin(for: letters[place])
        else { return name }
        letters[place] = twin
        return letters.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
}
