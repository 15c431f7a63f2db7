import Messages

extension UT11State {
    /// What a УТ 11 has before anybody sends anything, and mappings look for by name. Nobody's effect.
    private static let furniture = [
        ("Catalog_ГруппыДоступаПартнеров", "69821f90-9c80-53a1-b975-2487e843f69e", "Общая"),
        ("Catalog_ГруппыДоступаПартнеров", "0a7d4f52-36e9-5f5e-9d0a-5d1f0c7be3a1", "Оптовые"),
        ("Catalog_ВидыЦен", "32d6871c-acd5-56dc-9818-fc6efb44982a", "Розничная"),
        ("Catalog_ВидыЦен", "97aca7d8-b108-5a4f-a2ef-15764e4132b1", "Оптовая"),
        ("Catalog_УпаковкиЕдиницыИзмерения", "46317eaf-0883-5d50-b990-9ff5a2ded07d", "шт"),
        ("Catalog_УпаковкиЕдиницыИзмерения", "47d05b5c-c0db-5b2f-a458-cd8d78732c1f", "кг"),
        ("Catalog_УпаковкиЕдиницыИзмерения", "1e1eca8a-c75e-55c8-ab15-6ea90bf4b9ef", "м"),
        ("Catalog_УпаковкиЕдиницыИзмерения", "7470d996-874e-5fe6-85d7-696a8656edfd", "упак"),
        ("Catalog_УпаковкиЕдиницыИзмерения", "5c0a1f0e-6d3b-5f7a-9b42-7e1d20c4a8f6", "м³"),
        ("Catalog_ДоговорыКонтрагентов", "8711039c-8366-59db-934a-085307d9bb44", "Договор для обмена с УТ 10.3"),
        ("Catalog_ДоговорыКонтрагентов", "5d0c9e3b-7a41-5f28-9c06-1be8a4d2f739", "Договор поставки для обмена"),
        ("Catalog_Партнеры", "a5b8c6e7-20d4-5f1b-9e83-4d7c0a6f2b19", "Розничный магазин"),
        ("Catalog_Контрагенты", "c7d09f1e-6b35-5a42-8c74-e1f5803b9d26", "Розничный магазин"),
        ("Catalog_СтруктураПредприятия", "7843a8ba-c93f-5684-b06d-fe0a6fc3365d", "Основное подразделение"),
        ("Catalog_СтруктураПредприятия", "00714d31-a4d4-5807-ae5b-75ef155caf9e", "Отдел доставки"),
        (
            "ChartOfCharacteristicTypes_ДополнительныеРеквизитыИСведения", "b1f0a6d4-3c57-5e92-8a1d-6f24c09e7b58",
            "Код сайта"
        ),
        ("Catalog_СтруктураПредприятия", "ce36e957-2f2c-52ed-bcbf-b4c2190b4039", "Розница"),
    ]

    /// Puts in what the contract knows of it.
    mutating func furnish(_ schema: ODataSchema) {
        for (set, reference, name) in Self.furniture where schema.entities[set] != nil {
            store(
                UT11Object(
                    set: set, reference: reference,
                    header: ["Description": .string(name), "DeletionMark": false], parts: [:]))
        }
    }
}
