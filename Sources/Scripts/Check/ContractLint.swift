import Messages
import YAML

/// What the target would refuse or drop, seen over all samples of a mapping together.
struct ContractLint {
    struct Complaint: Hashable {
        /// The field whose line in the mapping is shown.
        let field: String
        let message: String
        /// The text that is wrong, which a lookup table may hold.
        var value: String?
    }

    private let mapping: Mapping
    private let contract: Contract?
    /// Fields that carried a value, by slot; of rows by `slot.Таблица`.
    private var written: [String: Set<String>] = [:]
    private var unknownValues: Set<Complaint> = []

    init(_ mapping: Mapping, contract: Contract?) {
        self.mapping = mapping
        self.contract = contract
    }

    /// Takes in the objects of one answer.
    mutating func note(_ objects: [MappedObject]) {
        for object in objects where !object.isShared {
            guard let type = contract?.types[object.targetType],
                let fields = try? JSONReader.read(Array(object.content.utf8))
            else { continue }
            // Groups of a catalogue have few attributes of their own.
            note(fields, type.fields, scope: object.slot, isWhole: fields["ЭтоГруппа"] != true)
            for (name, columns) in type.tables {
                let given = fields[name]?["$initial"] ?? fields[name]
                for row in (given?["$merge"]?["rows"] ?? given)?.array ?? [] {
                    note(row, columns, scope: "\(object.slot).\(name)", isWhole: true)
                }
            }
        }
    }

    private mutating func note(_ fields: JSON, _ known: [String: Field], scope: String, isWhole: Bool) {
        if isWhole { written[scope, default: []].formUnion([]) }
        for member in fields.members ?? [] {
            if isWhole, member.value["$empty"] == nil { written[scope, default: []].insert(member.name) }
            let given = member.value["$initial"] ?? member.value
            if let find = given["$find"] { check(find, in: member.name, scope) }
            guard case .enumeration(let values)? = known[member.name]?.kind, let value = given.string,
                !values.contains(value)
            else { continue }
            let near = NearestWord.advice(on: value, among: values)
            unknownValues.insert(
                Complaint(
                    field: member.name,
                    message: "\(scope).\(member.name): значения «\(value)» нет среди значений приёмника\(near)",
                    value: value))
        }
    }

    /// What `find` looks for must be of a type that the contract knows, by fields that it has.
    private mutating func check(_ find: JSON, in field: String, _ scope: String) {
        guard let contract, let name = find["type"]?.string else { return }
        guard let type = contract.types[name] else {
            let near = NearestWord.advice(on: name, among: contract.types.keys)
            return complain(field, "\(scope).\(field): типа «\(name)» нет в контракте, find его не найдёт\(near)")
        }
        for key in find["key"]?.members ?? [] where type.fields[key.name] == nil {
            let near = NearestWord.advice(on: key.name, among: type.fields.keys)
            complain(field, "\(scope).\(field): у \(name) в контракте нет поля «\(key.name)» для find\(near)")
        }
    }

    private mutating func complain(_ field: String, _ message: String) {
        unknownValues.insert(Complaint(field: field, message: message))
    }

    /// Everything that is wrong, in a stable order.
    func complaints() -> [Complaint] {
        unknownValues.sorted { $0.message < $1.message } + mapping.slots.flatMap(unwritten)
    }

    /// Required fields that no sample's answer fills.
    private func unwritten(_ slot: Slot) -> [Complaint] {
        guard let type = contract?.types[slot.type] else { return [] }
        var scopes = [(name: slot.name, fields: type.fields)]
        scopes += type.tables.sorted { $0.key < $1.key }.map { ("\(slot.name).\($0.key)", $0.value) }
        return scopes.flatMap { scope -> [Complaint] in
            guard let written = written[scope.name] else { return [] }
            let missing = scope.fields.filter { $0.value.isRequired && !written.contains($0.key) }.keys.sorted()
            return missing.map { name in
                Complaint(
                    field: name,
                    message:
                        "\(scope.name).\(name): приёмник требует это поле (\(slot.type)), "
                        + "а ни один пример его не заполняет"
                )
            }
        }
    }
}
