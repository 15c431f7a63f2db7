import CLua
import Messages

/// The contracts of a revision in the form that the C side reads.
// @unchecked: the pointers are made once, never changed, read by any number of states, and freed with this owner.
final class ContractTypes: @unchecked Sendable {
    private var types: [String: OpaquePointer] = [:]

    init(_ contracts: [String: Contract]) {
        for contract in contracts.values {
            for type in contract.types.values {
                guard let native = pochtar_type_new(type.name, true) else { continue }
                Self.add(type.fields, to: native)
                for (name, fields) in type.tables {
                    guard let rows = pochtar_type_new(name, true) else { continue }
                    Self.add(fields, to: rows)
                    pochtar_type_add_table(native, name, rows)
                }
                types[Self.key(contract.system, type.name)] = native
            }
        }
    }

    deinit {
        for type in types.values { pochtar_type_free(type) }
    }

    /// Nil where no contract speaks of the type.
    subscript(system: String, type: String) -> OpaquePointer? { types[Self.key(system, type)] }

    private static func key(_ system: String, _ type: String) -> String { "\(system).\(type)" }

    private static func add(_ fields: [String: Field], to type: OpaquePointer) {
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            switch field.kind {
            case .string(let length): pochtar_type_add(type, name, POCHTAR_STRING, Int32(length ?? 0), 0, nil)
            case .number(let digits, let fraction):
                pochtar_type_add(type, name, POCHTAR_NUMBER, Int32(digits), Int32(fraction), nil)
            case .boolean: pochtar_type_add(type, name, POCHTAR_BOOLEAN, 0, 0, nil)
            case .date: pochtar_type_add(type, name, POCHTAR_DATE, 0, 0, nil)
            case .any: pochtar_type_add(type, name, POCHTAR_ANY, 0, 0, nil)
            case .enumeration: pochtar_type_add(type, name, POCHTAR_ENUM, 0, 0, nil)
            case .reference(let targets):
                pochtar_type_add(type, name, POCHTAR_REFERENCE, 0, 0, targets.joined(separator: "\n"))
            }
        }
    }
}
