package import Messages

extension ConnectorJob {
    /// The `dispatch` that a connector's script sees; absent names are left out, never null.
    package var dispatch: JSON {
        var members: [JSON.Member] = [
            .init("id", .string(dispatchID)),
            .init("key", .string(key)),
            .init("action", .string(action.rawValue)),
            .init("type", .string(type.name)),
            .init("attempt", JSON(attempt)),
            .init("fields", fields),
            .init("contract", contract),
        ]
        if !match.isEmpty { members.append(.init("match", .array(match.map { .array($0.map(JSON.string)) }))) }
        if !distinct.isEmpty { members.append(.init("distinct", .array(distinct.map(JSON.string)))) }
        if let reference { members.append(.init("reference", .string(reference))) }
        if let wanted { members.append(.init("wanted", .string(wanted))) }
        return .object(members)
    }

    private var contract: JSON { Self.describe(type) }

    /// A type of the target as a connector's script sees it.
    static func describe(_ type: Contract.ObjectType) -> JSON {
        let tables = type.tables.sorted { $0.key < $1.key }
        var members: [JSON.Member] = [
            .init("fields", describe(type.fields)),
            .init("tables", .object(tables.map { .init($0.key, describe($0.value)) })),
            .init("identity", .array(type.identity.map(JSON.string))),
        ]
        if let marker = type.marker { members.append(.init("marker", .string(marker))) }
        return .object(members)
    }

    private static func describe(_ fields: [String: Field]) -> JSON {
        .object(fields.sorted { $0.key < $1.key }.map { .init($0.key, describe($0.value.kind)) })
    }

    private static func describe(_ kind: Field.Kind) -> JSON {
        switch kind {
        case .string(nil): ["type": "string"]
        case .string(let length?): ["type": "string", "length": JSON(length)]
        case .number(let digits, let fraction):
            ["type": "number", "digits": JSON(digits), "fraction": JSON(fraction)]
        case .boolean: ["type": "boolean"]
        case .date: ["type": "date"]
        case .any: ["type": "any"]
        case .enumeration(let values): ["type": "enum", "values": .array(values.map(JSON.string))]
        case .reference(let types): ["type": "ref", "to": .array(types.map(JSON.string))]
        }
    }
}
