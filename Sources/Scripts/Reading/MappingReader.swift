import Messages
import YAML

/// Reads what a mapping's file declares.
struct MappingReader {
    private static let keys = ["api_level", "from", "to", "match", "distinct", "needs", "ignore", "map"]

    let source: LuaSource
    let contracts: [String: Contract]
    private(set) var findings: [Finding] = []

    init(_ source: LuaSource, contracts: [String: Contract]) {
        self.source = source
        self.contracts = contracts
    }

    /// The mapping, or nil after what is wrong was told.
    mutating func read(_ declaration: JSON) -> Mapping? {
        refuseUnknownKeys(declaration)
        let level = declaration["api_level"]?.int
        if level != 1 { tell("api_level", "api_level: эта версия понимает 1") }
        if declaration["map"]?["$function"] == nil { tell("map", "map: нужна функция map = function(doc, ctx) … end") }
        let from = typeName(declaration["from"], key: "from")
        let to = slots(declaration["to"])
        let ignore = declaration["ignore"].map { strings($0, key: "ignore") } ?? []
        guard findings.isEmpty, let from, let to, let level else { return nil }
        let match = declaration["match"].map { groups($0, of: to) } ?? [:]
        let distinct = declaration["distinct"].map { telling($0, of: to, match) } ?? [:]
        checkIgnored(ignore, from)
        let needs = declaration["needs"].map { strings($0, key: "needs") } ?? []
        for path in needs { checkNeeded(path, from) }
        guard findings.isEmpty else { return nil }
        return Mapping(
            file: source.path, target: to.target, system: from.system, type: from.type, slots: to.slots,
            isSingle: to.isSingle, apiLevel: level, match: match, distinct: distinct,
            needs: needs.map(NeedPath.init), ignore: ignore, unit: source.unit)
    }

    private mutating func refuseUnknownKeys(_ declaration: JSON) {
        for member in declaration.members ?? [] where !Self.keys.contains(member.name) {
            let near = NearestWord.advice(on: member.name, among: Self.keys)
            tell(member.name, "неизвестный ключ «\(member.name)»\(near)")
        }
    }

    /// `ut103.Справочник.Контрагенты`, known to the contract of its system.
    private mutating func typeName(_ value: JSON?, key: String) -> (system: String, type: String)? {
        guard let text = value?.string else {
            tell(key, "\(key): нужно имя типа с системой, как ut103.Справочник.Контрагенты")
            return nil
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(".") else {
            tell(key, "«\(text)»: нужно имя типа с системой, как ut103.Справочник.Контрагенты", at: text)
            return nil
        }
        if contracts[parts[0]] == nil, let near = NearestWord.to(parts[0], among: contracts.keys) {
            let advice = NearestWord.advice(near)
            tell(key, "контракта системы «\(parts[0])» нет в mappings/contracts\(advice)", at: text)
        }
        if let contract = contracts[parts[0]], contract.types[parts[1]] == nil {
            let near = NearestWord.advice(on: parts[1], among: contract.types.keys)
            tell(key, "типа «\(parts[1])» нет в контракте \(parts[0])\(near)", at: text)
        }
        return (parts[0], parts[1])
    }

    private mutating func slots(_ value: JSON?) -> (target: String, slots: [Slot], isSingle: Bool)? {
        if value?.string != nil {
            guard let name = typeName(value, key: "to") else { return nil }
            return (name.system, [Slot(name: Slot.single, type: name.type)], true)
        }
        guard let members = value?.members, !members.isEmpty, members.count <= 64 else {
            tell("to", "to: нужен тип приёмника или таблица слотов { слот = \"ut11.Справочник.Партнеры\" }")
            return nil
        }
        let order = source.names(inTableOf: "to")
        let sorted = members.sorted {
            (order.firstIndex(of: $0.name) ?? .max, $0.name) < (order.firstIndex(of: $1.name) ?? .max, $1.name)
        }
        var slots: [Slot] = []
        var targets = Set<String>()
        for member in sorted {
            guard let name = typeName(member.value, key: member.name) else { continue }
            slots.append(Slot(name: member.name, type: name.type))
            targets.insert(name.system)
        }
        guard targets.count == 1, let target = targets.first else {
            if targets.count > 1 {
                tell("to", "to: слоты разных систем; на каждую систему — свой файл to_<система>.lua")
            }
            return nil
        }
        return (target, slots, false)
    }

    /// `match`: groups of fields by slot; of a mapping with one target object, the groups alone.
    private mutating func groups(
        _ value: JSON, of to: (target: String, slots: [Slot], isSingle: Bool)
    ) -> [String: [[String]]] {
        let example = "{ { \"ИНН\", \"КПП\" }, { \"Наименование\" } }"
        var groups: [String: [[String]]] = [:]
        for (slot, value) in bySlot("match", value, of: to, example: "{ слот = \(example) }") {
            let listed = (value.array ?? []).map { $0.array?.compactMap(\.string) ?? [] }
            guard !listed.isEmpty, !listed.contains([]) else {
                tell("match", "match: нужен список групп полей \(example)")
                continue
            }
            for field in listed.flatMap(\.self) { checkMatched("match", field, slot, contracts[to.target]) }
            groups[slot.name] = listed
        }
        return groups
    }

    /// `distinct`: fields by slot; of a mapping with one target object, the fields alone. Where nothing is matched
    /// there is nothing to tell apart.
    private mutating func telling(
        _ value: JSON, of to: (target: String, slots: [Slot], isSingle: Bool), _ match: [String: [[String]]]
    ) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for (slot, value) in bySlot("distinct", value, of: to, example: "{ слот = { \"ИНН\" } }") {
            let listed = (value.array ?? []).compactMap(\.string)
            guard !listed.isEmpty, listed.count == value.array?.count else {
                tell("distinct", "distinct: нужен список полей { \"ИНН\", \"КПП\" }")
                continue
            }
            if match[slot.name] == nil {
                tell("distinct", "distinct: у «\(slot.name)» нет match, сличать нечего: добавьте match или уберите")
            }
            for field in listed { checkMatched("distinct", field, slot, contracts[to.target]) }
            fields[slot.name] = listed
        }
        return fields
    }

    /// What a key says of each slot; slots that nobody knows are told.
    private mutating func bySlot(
        _ key: String, _ value: JSON, of to: (target: String, slots: [Slot], isSingle: Bool), example: String
    ) -> [(Slot, JSON)] {
        let members = to.isSingle ? [JSON.Member(Slot.single, value)] : value.members ?? []
        if members.isEmpty { tell(key, "\(key): нужны поля по слотам \(example)") }
        return members.compactMap { member in
            if let slot = to.slots.first(where: { $0.name == member.name }) { return (slot, member.value) }
            let near = NearestWord.advice(on: member.name, among: to.slots.map(\.name))
            tell(key, "\(key): слота «\(member.name)» нет в to\(near)", at: member.name)
            return nil
        }
    }

    /// What is searched or told apart by must be a field that the target knows, and one that holds a single type.
    private mutating func checkMatched(_ key: String, _ field: String, _ slot: Slot, _ contract: Contract?) {
        guard let type = contract?.types[slot.type] else { return }
        guard let known = type.fields[field] else {
            let near = NearestWord.advice(on: field, among: type.fields.keys)
            return tell(key, "\(key): реквизита «\(field)» нет у \(slot.type)\(near)", at: field)
        }
        if case .reference(let types) = known.kind, types.count > 1 {
            let why = key == "match" ? "не найти" : "не сличить"
            tell(key, "\(key): «\(field)» хранит ссылки разных типов, по нему \(why)", at: field)
        }
    }

    private mutating func strings(_ value: JSON, key: String) -> [String] {
        let items = value.array ?? (value.members?.isEmpty == true ? [] : nil)
        guard let items, items.allSatisfy({ $0.string != nil }) else {
            tell(key, "\(key): нужен список строк { \"Поле\", \"Товары.Поле\" }")
            return []
        }
        return items.compactMap(\.string)
    }

    /// What is ignored must exist, or it hides nothing.
    private mutating func checkIgnored(_ ignore: [String], _ from: (system: String, type: String)) {
        guard let type = contracts[from.system]?.types[from.type] else { return }
        let tables = type.tables.flatMap { table in [table.key] + table.value.keys.map { "\(table.key).\($0)" } }
        let known = Set(type.fields.keys).union(tables)
        for path in ignore where !known.contains(path) {
            let near = NearestWord.advice(on: path, among: known)
            tell("ignore", "ignore: реквизита «\(path)» нет у \(from.type)\(near)", at: path)
        }
    }

    mutating func tell(_ key: String, _ message: String, at text: String? = nil) {
        let token = text.flatMap { source.place(ofString: $0) } ?? source.place(ofKey: key)
        findings.append(
            Finding(.error, file: source.path, line: token?.line ?? 1, column: token?.column, message: message))
    }
}
