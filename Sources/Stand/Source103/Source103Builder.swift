/// Decides which objects a base has and what leans on what.
struct Source103Builder {
    let seed: UInt32
    private(set) var objects: [Object103] = []
    private var numbers: SeededNumbers
    private var byKind: [Object103.Kind: [Int]] = [:]
    private var lastFirm: Int?
    /// An item's own base unit, what it is packed in, and a partner's contract, by their serials.
    private var units: [Int: Int] = [:]
    private var packs: [Int: Int] = [:]
    private var contracts: [Int: Int] = [:]

    init(seed: UInt32) {
        self.seed = seed
        numbers = SeededNumbers(seed: seed, serial: 0)
    }

    /// Makes so many objects: about two fifths items with their units, a quarter partners with a contract each, the
    /// rest orders, sales and prices, and a few groups, warehouses, users and price types.
    mutating func build(_ count: Int) {
        let warehouses = min(max(count / 50, 2), Wording.warehouses.count)
        let users = min(max(count / 50, 1), Source103.people.count)
        let itemGroups = min(max(count / 40, 1), 40)
        let partnerGroups = min(max(count / 60, 1), 20)
        let priceTypes = min(max(count / 100, 1), 5)
        let rest = count - warehouses - users - itemGroups - partnerGroups - priceTypes
        let (items, partners) = (max(rest * 2 / 5, 2), max(rest / 8, 1))
        for index in 0..<warehouses { add(.warehouse, Wording.warehouses[index], codeWidth: 7, []) }
        for index in 0..<users { add(.user, Source103.people[index], codeWidth: 7, []) }
        for _ in 0..<priceTypes { add(.priceType, "Колонка \(objects.count + 1)", codeWidth: 7, []) }
        for index in 0..<itemGroups { addGroup(.itemGroup, Wording.goodsGroups, index, codeWidth: 9) }
        let ground = objects.count
        for index in 0..<items where objects.count < ground + items { addItem(index) }
        for index in 0..<partnerGroups { addGroup(.partnerGroup, Wording.partnerGroups, index, codeWidth: 7) }
        for index in 0..<partners { addPartner(index) }
        // An order and its sale, or a sale alone; the last place takes no order without a sale.
        var papers = 0
        while objects.count < count {
            papers += 1
            if papers % 10 == 4 { addPrices() } else { addSale(isLast: objects.count + 1 == count) }
        }
    }

    private mutating func addGroup(_ kind: Object103.Kind, _ words: [String], _ index: Int, codeWidth: Int) {
        let groups = serials(kind)
        let parent = index > 0 && numbers.chance(40) ? [numbers.one(of: groups)] : []
        add(kind, words[index % words.count] + " " + String(objects.count + 1), codeWidth: codeWidth, parent)
    }

    private mutating func addItem(_ index: Int) {
        let isService = index % 25 == 3
        let words = isService ? Wording.services : Wording.goods
        let mark = isService ? "" : " " + numbers.one(of: Wording.marks)
        let name = numbers.one(of: words) + mark + " " + String(objects.count + 1)
        let parent = numbers.chance(90) ? [numbers.one(of: serials(.itemGroup))] : []
        add(isService ? .service : .item, name, codeWidth: 9, parent)
        let serial = objects.count
        if !isService, serial % 5 == 1 {
            add(.unit, "ед. \(serial)", codeWidth: 7, [serial])
            units[serial] = objects.count
        }
        guard !isService, serial % 7 == 2 else { return }
        add(.pack, "упак 12 шт \(serial)", codeWidth: 7, [serial])
        packs[serial] = objects.count
    }

    private mutating func addPartner(_ index: Int) {
        let serial = objects.count + 1
        let group = numbers.chance(85) ? [numbers.one(of: serials(.partnerGroup))] : []
        if index % 8 == 5, let head = lastFirm {
            // Now and then a branch has a branch itself.
            let above = index % 16 == 13 ? serials(.branch).last ?? head : head
            let name = objects[above - 1].name + " филиал " + String(serial)
            add(.branch, name, codeWidth: 7, group + [above])
            return addContract(of: serial)
        }
        let isPerson = Source103.isPerson(serial)
        if !isPerson { lastFirm = serial }
        let name =
            isPerson
            ? numbers.one(of: Wording.surnames) + " " + numbers.one(of: Wording.names) + " " + String(serial)
            : numbers.one(of: Wording.firms) + " " + String(serial) + " ООО"
        add(.partner, name, codeWidth: 7, group + (numbers.chance(50) ? [numbers.one(of: serials(.user))] : []))
        addContract(of: serial)
    }

    private mutating func addContract(of partner: Int) {
        add(.contract, "Основной договор \(objects.count + 1)", codeWidth: 7, [partner])
        contracts[partner] = objects.count
    }

    private mutating func addSale(isLast: Bool) {
        let items = serials(.item)
        let services = serials(.service)
        let rows = numbers.chance(15) ? numbers.number(9...30) : numbers.number(1...8)
        let partner = numbers.one(of: serials(.partner) + serials(.branch))
        var needs = [partner, numbers.one(of: serials(.warehouse)), contracts[partner] ?? partner]
        let goods = (0..<rows).map { _ in numbers.one(of: items) }
        needs += goods + Set(goods.compactMap { packs[$0] }).sorted()
        if let service = services.first, numbers.chance(15) { needs.append(service) }
        if numbers.chance(40), !isLast {
            add(.order, "", codeWidth: 9, needs)
            needs.append(objects.count)
        }
        add(.sale, "", codeWidth: 9, needs)
    }

    /// New prices of some items in some columns, for the unit or the pack.
    private mutating func addPrices() {
        let goods = Set((0..<numbers.number(2...12)).map { _ in numbers.one(of: serials(.item)) }).sorted()
        let columns = Set((0..<2).map { _ in numbers.one(of: serials(.priceType)) }).sorted()
        let measures = goods.compactMap { packs[$0] ?? units[$0] }
        add(.prices, "", codeWidth: 9, [numbers.one(of: serials(.user))] + columns + goods + measures)
    }

    private mutating func add(_ kind: Object103.Kind, _ name: String, codeWidth: Int, _ needs: [Int]) {
        let serial = objects.count + 1
        var own = SeededNumbers(seed: seed, serial: serial, salt: 255)
        byKind[kind, default: []].append(serial)
        let code = prefix + TaxNumbers.padded(serial, codeWidth)
        objects.append(
            Object103(
                kind: kind, seed: seed, serial: serial, id: own.guid(), code: code,
                name: name.isEmpty ? code : name, needs: needs))
    }

    /// Two characters that keep the numbers of different feeds apart.
    private var prefix: String {
        let text = String(seed % 1296, radix: 36, uppercase: true)
        return text.count < 2 ? "0" + text : text
    }

    private func serials(_ kind: Object103.Kind) -> [Int] {
        byKind[kind] ?? []
    }
}
