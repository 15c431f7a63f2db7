import Messages

/// Which fields of a target object, or of the rows of one of its table parts, some sample fills.
package struct FieldCoverage: Sendable, Hashable {
    /// `партнер`, `объект.Товары`.
    package let scope: String
    /// The type in the target, for the object itself.
    package let type: String
    /// Each in the order of names: written with a value at least once, only cleared, never written.
    package fileprivate(set) var filled: Set<String> = []
    package fileprivate(set) var cleared: Set<String> = []
    package let known: Set<String>

    package var unwritten: [String] { known.subtracting(filled).subtracting(cleared).sorted() }
}

/// Fills the coverage of all target objects of a mapping from its answers.
struct FieldCoverageCounter {
    private(set) var scopes: [FieldCoverage]
    private let contract: Contract?

    init(_ mapping: Mapping, _ contract: Contract?) {
        self.contract = contract
        scopes = mapping.slots.flatMap { slot -> [FieldCoverage] in
            guard let type = contract?.types[slot.type] else { return [] }
            let tables = type.tables.sorted { $0.key < $1.key }.map { name, columns in
                FieldCoverage(scope: "\(slot.name).\(name)", type: slot.type, known: Set(columns.keys))
            }
            let header = Set(type.fields.keys).subtracting(["Ссылка"])
            return [FieldCoverage(scope: slot.name, type: slot.type, known: header)] + tables
        }
    }

    mutating func note(_ objects: [MappedObject]) {
        for object in objects where !object.isShared {
            guard let fields = try? JSONReader.read(Array(object.content.utf8)) else { continue }
            note(fields, object.slot)
            for name in (contract?.types[object.targetType]?.tables ?? [:]).keys {
                for row in fields[name]?.array ?? [] { note(row, "\(object.slot).\(name)") }
            }
        }
    }

    private mutating func note(_ fields: JSON, _ scope: String) {
        guard let index = scopes.firstIndex(where: { $0.scope == scope }) else { return }
        for member in fields.members ?? [] where scopes[index].known.contains(member.name) {
            if member.value["$empty"] == nil {
                scopes[index].filled.insert(member.name)
            } else {
                scopes[index].cleared.insert(member.name)
            }
        }
        scopes[index].cleared.subtract(scopes[index].filled)
    }
}
