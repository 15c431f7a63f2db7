/// Decides which objects a base has and what leans on what.
struct Source103Builder {
    let seed: UInt32
    private(set) var objects: [Object103] = []
    private var numbers: SeededNumbers
    private var byKind: [Object103.Kind: [Int]] = [:]
    private var lastFirm: Int?
    /// What an item is packed in, and a partner's contract, by their serials.
    private var packs: [Int: Int] = [:]
    private var contracts: [Int: Int] = [:]

    init(seed: UInt32) {
        self.seed = seed
        numbers = SeededNumbers(seed: seed, serial: 0)
    }

    /// Makes so many objects: about two fifths items, a quarter partners with a contract each, the rest orders and
    /// sales, and a few groups, warehouses and users.
    mutating func build(_ count: Int) {
        let warehouses = min(max(count / 50, 2), Wording.warehouses.count)
        let users = min(max(count / 50, 1), Source103.people.count)
        let itemGroups = min(max(count / 40, 1), 40)
        let partnerGroups = min(max(count / 60, 1), 20)
        let rest = count - warehouses - users - itemGroups - partnerGroups
        let (items, partners) = (max(rest * 2 / 5, 2), max(rest / 8, 1))
        for index in 0..<warehouses { add(.warehouse, Wording.warehouses[index], codeWidth: 7, []) }
        for index in 0..<users { add(.user, Source103.people[index], codeWidth: 7, []) }
        for index in 0..<itemGroups { addGroup(.itemGroup, Wording.goodsGroups, index, codeWidth: 9) }
        let ground = objects.count
        for index in 0..<items where objects.count < ground + items { addItem(index) }
        for index in 0..<partnerGroups { addGroup(.partnerGroup, Wording.partnerGroups, index, codeWidth: 7) }
        for index in 0..<partners { addPartner(index) }
        // An order and its sale, or a sale alone; the last place takes no order without a sale.
        while objects.count < count { addSale(isLast: objects.count + 1 == count) }
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
        guard !isService, serial % 7 == 2 else { return }
        add(.pack, "упак 12 шт \(serial)", codeWidth: 7, [serial])
        packs[serial] = objects.count
    }

    private mutating func addPartner(_ index: Int) {
        let serial = objects.count + 1
        let group = numbers.chance(85) ? [numbers.one(of: serials(.partnerGroup))] : []
        if index % 8 == 5, let head = lastFirm {
            let name = objects[head - 1].name + " филиал " + String(serial)
            add(.branch, name, codeWidth: 7, group + [head])
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

    private mutating func add(_ kind: Object103.Kind, _ name: String, codeWidth: Int, _ needs: [Int]) {
        let serial = objects.count + 1
        var own = SeededNumbers(seed: seed, serial: serial, salt: 255)
        byKind[kind, default: []].append(serial)
        let code = prefix + TaxNumbers.padded(serial, codeWidth)
        objects.append(
            Object103(
                kind: kind, seed: seed, serial: serial, id: own.guid(), code: code,
                name: kind == .sale || kind == .order ? code : name,
                needs: needs))
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
