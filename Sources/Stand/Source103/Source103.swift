package import Messages

/// The data base of the simulated 10.3: objects that lean on each other, the same for the same seed.
package struct Source103: Sendable {
    package let seed: UInt32
    /// By serial, from 1: what others lean on comes before them.
    package let objects: [Object103]

    /// How few and how many objects a base can have.
    package static let sizes = 12...100_000

    /// - Parameter count: how many objects, held within `sizes`.
    package init(seed: UInt32, count: Int) {
        var builder = Source103Builder(seed: seed)
        builder.build(min(max(count, Self.sizes.lowerBound), Self.sizes.upperBound))
        self.seed = seed
        objects = builder.objects
    }

    /// The objects of the given kinds, in the order in which they were made.
    package func of(_ kinds: Object103.Kind...) -> [Object103] {
        objects.filter { kinds.contains($0.kind) }
    }

    /// The object with this serial.
    func object(_ serial: Int) -> Object103 {
        objects[serial - 1]
    }

    /// The whole content of an object in one of its versions, as the exporter writes it into `data`.
    package func data(_ object: Object103, version: Int, in state: State103 = .asEntered) -> JSON {
        let data =
            switch object.kind {
            case .warehouse: warehouse(object, version)
            case .user: user(object, version)
            case .itemGroup, .partnerGroup: group(object, version)
            case .unit: unit(object, version)
            case .pack: pack(object, version)
            case .priceType: priceType(object, version)
            case .contract: contract(object, version)
            case .item, .service: item(object, version)
            case .partner, .branch: partner(object, version)
            case .order: order(object, version, state)
            case .sale: sale(object, version, state)
            case .prices: prices(object, version, state)
            }
        guard state.isMarked, let members = data.members else { return data }
        return .object(members.map { $0.name == "ПометкаУдаления" ? JSON.Member($0.name, true) : $0 })
    }

    /// What belongs to an object and was entered right after it: an item's units, a partner's contract.
    func belonging(to object: Object103, _ kind: Object103.Kind) -> Object103? {
        objects.dropFirst(object.serial).prefix(2).first { $0.kind == kind && $0.needs.first == object.serial }
    }

    /// The attributes that every catalogue item has.
    func head(_ object: Object103, named name: String, isGroup: Bool, parent: JSON) -> [JSON.Member] {
        [
            JSON.Member("Ссылка", object.reference), JSON.Member("Код", .string(object.code)),
            JSON.Member("Наименование", .string(name)), JSON.Member("ПометкаУдаления", false),
            JSON.Member("ЭтоГруппа", .bool(isGroup)), JSON.Member("Родитель", parent),
        ]
    }

    /// The parent group, where the object leans on one.
    func parent(_ object: Object103) -> JSON {
        let groups = object.needs.map(self.object).filter { [.itemGroup, .partnerGroup].contains($0.kind) }
        return groups.first?.reference ?? Reference103.empty(object.type)
    }

    private func warehouse(_ object: Object103, _ version: Int) -> JSON {
        var numbers = SeededNumbers(seed: seed, serial: object.serial)
        let name = Wording.dirty(object.name, &numbers) + " " + object.witness(version).text
        let isShop = numbers.chance(40)
        let prices = "Справочник.ТипыЦенНоменклатуры"
        let units = Reference103.known("Справочник.Подразделения", numbers.one(of: Self.departments))
        return .object(
            head(object, named: name, isGroup: false, parent: Reference103.empty(object.type)) + [
                JSON.Member("ВидСклада", .string(isShop ? numbers.one(of: ["Розничный", "НТТ"]) : "Оптовый")),
                JSON.Member("Комментарий", .string(version == 1 ? "" : "изменён, версия \(version)")),
                JSON.Member("Подразделение", units),
                JSON.Member(
                    "ТипЦенРозничнойТорговли",
                    isShop ? Reference103.known(prices, "Розничная") : Reference103.empty(prices)),
                JSON.Member("НомерСекции", 0), JSON.Member("РасчетРозничныхЦенПоТорговойНаценке", false),
                JSON.Member("ПунктВыдачи", .bool(isShop)), JSON.Member("КодСайта", .string(isShop ? object.code : "")),
            ])
    }

    private func group(_ object: Object103, _ version: Int) -> JSON {
        let name = object.name + " " + object.witness(version).text
        return .object(head(object, named: name, isGroup: true, parent: parent(object)))
    }

    static let departments = ["Основное подразделение", "Отдел доставки", "Розница"]
    static let people = ["Иванова Мария", "Петров Олег", "Сидоренко Анна", "Админ"]
}
