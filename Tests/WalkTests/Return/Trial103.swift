import Messages

/// A trial in the hands of 10.3.
struct Trial103 {
    let id: String
    var version = 1
    var weight = "1.5"
    var parent: String?

    static func id(_ number: Int) -> String { "80e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)" }

    var key: ObjectKey { ObjectKey(system: "ut103", type: "Справочник.Пробы", id: id) }

    /// The version as 10.3 sends it.
    var message: JSON {
        let parent: JSON =
            parent.map { ["ref": .string($0), "type": "Справочник.Пробы", "name": "Проба 1"] }
            ?? ["ref": "00000000-0000-0000-0000-000000000000", "type": "Справочник.Пробы", "name": ""]
        let name = "Проба \(id.suffix(1))"
        let row: JSON = ["Проба": parent, "Количество": 2]
        return [
            "source": "ut103", "type": "Справочник.Пробы", "id": .string(id), "version": .string(String(version)),
            "changed_at": .string(Instant.current().rfc3339), "operation": "upsert",
            "presentation": .string(name),
            "data": [
                "Наименование": .string(name), "ПометкаУдаления": false, "Родитель": parent, "Вес": .number(weight),
                "Состав": [row],
            ],
        ]
    }
}
