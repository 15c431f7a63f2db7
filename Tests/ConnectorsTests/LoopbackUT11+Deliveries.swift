import Connectors
import Messages

/// Jobs as the Sender hands them over: a partner, and a sale with all that УТ 11 wants to post it.
extension LoopbackUT11 {
    static let partner = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    static let counterparty = "6f9619ff-8b86-4d01-b42d-00cf4fc96500"
    static let item = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    static let sale = "c9a646d3-9c61-4cb7-bfcd-ee2522c8f633"
    /// An object that УТ 11 had before us.
    /// A contract that this УТ 11 has from the start.
    static let agreement = "8711039c-8366-59db-934a-085307d9bb44"
    static let known = "0f8fad5b-d9cb-469f-a165-70867728950e"

    func job(
        _ type: String, _ wanted: String, _ fields: JSON, action: Dispatch.Action = .write,
        reference: String? = nil, attempt: Int = 1, key: String = "0123456789abcdef"
    ) throws -> ConnectorJob {
        guard let described = types[type] else { throw TreeLacks(name: type) }
        return ConnectorJob(
            dispatchID: "d-1", key: key, action: action, type: described, reference: reference, wanted: wanted,
            attempt: attempt, fields: fields)
    }

    func partnerJob(name: String = "Ромашка ООО", attempt: Int = 1) throws -> ConnectorJob {
        try job(
            "Справочник.Партнеры", Self.partner,
            [
                "Наименование": .string(name), "НаименованиеПолное": "ООО «Ромашка»", "ЮрФизЛицо": "Компания",
                "ГруппаДоступа": .string(Self.known), "Клиент": true, "Поставщик": false,
                "Комментарий": ["$empty": true], "ПометкаУдаления": false,
            ], attempt: attempt)
    }

    /// Writes what the sale refers to: without it УТ 11 refuses to post.
    func prepareCatalogs() async throws {
        let counterparty: JSON = [
            "Наименование": "Ромашка ООО", "НаименованиеПолное": "ООО «Ромашка»", "ЮрФизЛицо": "ЮрЛицо",
            "Партнер": ["$ref": ["type": "Справочник.Партнеры", "id": .string(Self.partner)]],
        ]
        let jobs = [
            try partnerJob(), try job("Справочник.Контрагенты", Self.counterparty, counterparty), try itemJob(),
        ]
        for job in jobs {
            guard case .confirmed = await connector.deliver(job).outcome else { throw TreeLacks(name: job.type.name) }
        }
    }

    func itemJob() throws -> ConnectorJob {
        try job(
            "Справочник.Номенклатура", Self.item,
            ["Наименование": "Чехол", "ЭтоГруппа": false, "ВесЧислитель": .number("0.125"), "ВесИспользовать": true])
    }

    /// - Parameter posted: the desired state.
    func saleJob(posted: Bool = true, comment: String = "позвонить", price: String = "617.28") throws -> ConnectorJob {
        let known = JSON.string(Self.known)
        return try job(
            "Документ.РеализацияТоваровУслуг", Self.sale,
            [
                "Номер": "ИМ000001234", "Дата": "2026-11-27T09:30:00", "Проведен": .bool(posted),
                "Организация": known, "Соглашение": known, "Договор": .string(Self.agreement), "Валюта": known,
                "ВалютаВзаиморасчетов": known, "Статус": "Отгружено", "ХозяйственнаяОперация": "РеализацияКлиенту",
                "НалогообложениеНДС": "ПродажаОблагаетсяНДС", "ВариантОформленияПродажи": "РеализацияТоваровУслуг",
                "СпособДоставки": "Самовывоз", "СкидкиРассчитаны": true, "Комментарий": .string(comment),
                "ДоверенностьДата": ["$empty": true],
                "Партнер": ["$ref": ["type": "Справочник.Партнеры", "id": .string(Self.partner)]],
                "Контрагент": ["$ref": ["type": "Справочник.Контрагенты", "id": .string(Self.counterparty)]],
                "Товары": [
                    [
                        "Номенклатура": ["$ref": ["type": "Справочник.Номенклатура", "id": .string(Self.item)]],
                        "Количество": 2, "КоличествоУпаковок": 2, "Цена": .number(price),
                        "Сумма": .number("1234.56"), "СтавкаНДС": known,
                    ]
                ],
            ])
    }
}
