extension Plant {
    /// Mistakes in samples, contracts and lookup tables.
    static let data: [Plant] = [
        Plant(
            "нет такого значения в таблице", "mappings/tables/операции.yaml", "ПродажаКомиссия: РеализацияКлиенту",
            "ПродажаКомиссия: РеализацияКлиентам", "РеализацияКлиенту»?"),
        Plant(
            "не GUID в таблице", "mappings/tables/организации.yaml",
            "Торговый дом Почтарь ООО: 9c502df8-af29-5a47-b01e-334533fa8b68",
            "Торговый дом Почтарь ООО: 9c502df8-af29-5a47-b01e-334533fa8b6", "не GUID"),
        Plant(
            "ответ примера не тот", "mappings/Контрагенты/samples/обычный.ut11.json", #""Клиент": true"#,
            #""Клиент": false"#, "ожидалось false, получено true"),
        Plant(
            "сломанный JSON примера", "mappings/Контрагенты/samples/обычный.json", #""Покупатель": true,"#,
            #""Покупатель": true"#, at: #""Поставщик": false"#, "запят"),
        Plant(
            "лишний ключ контракта", "mappings/contracts/ut11/контрагенты.yaml", "ИНН: { type: string, length: 12 }",
            "ИНН: { type: string, lenght: 12 }", "length"),
        Plant("ключ таблицы дважды", "mappings/tables/лица.yaml", "ФизЛицо: {", "ЮрЛицо: {", "ЮрЛицо"),
    ]
}
