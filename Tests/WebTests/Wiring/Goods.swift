import Messages

/// A group of goods of УТ 10.3, as a message: the simplest object that crosses.
struct Goods {
    var id = "40e1b7c4-52d1-11ed-9d3a-00155d0a0001"
    var version = "1"
    var changedAt = "2026-11-27T09:00:00Z"
    var name = "Чайники"
    /// The GUID of the group it belongs to.
    var parent: String?
    var operation = "upsert"

    var json: JSON {
        var data: [JSON.Member] = [
            .init("Наименование", .string(name)), .init("ЭтоГруппа", true), .init("ПометкаУдаления", false),
        ]
        if let parent {
            let reference: JSON = [
                "ref": .string(parent), "type": "Справочник.Номенклатура", "name": "Посуда",
            ]
            data.append(.init("Родитель", reference))
        }
        return [
            "source": "ut103", "type": "Справочник.Номенклатура", "id": .string(id), "version": .string(version),
            "changed_at": .string(changedAt), "operation": .string(operation), "presentation": .string(name),
            "data": .object(data),
        ]
    }

    var text: String { json.text }

    /// A good whose VAT rate no table knows: the mapping cannot place it.
    static func unplaceable(_ id: String, name: String = "Сувенир") -> String {
        let data: JSON = [
            "Наименование": .string(name), "ЭтоГруппа": false, "СтавкаНДС": "",
            "БазоваяЕдиницаИзмерения": [
                "ref": "50e1b7c4-52d1-11ed-9d3a-00155d0a088a", "type": "Справочник.КлассификаторЕдиницИзмерения",
                "name": "шт",
            ],
        ]
        let json: JSON = [
            "source": "ut103", "type": "Справочник.Номенклатура", "id": .string(id), "version": "1",
            "changed_at": "2026-11-27T09:00:00Z", "operation": "upsert", "presentation": .string(name), "data": data,
        ]
        return json.text
    }
}
