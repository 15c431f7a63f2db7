import Messages
import YAML

/// Reads a file of `mappings/contracts`.
enum ContractReader {
    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> Contract {
        try document.read { root in
            let system = root.required("system")?.string()
            _ = root.optional("title")?.string()
            let types = root.required("types")?.mapping()?.entries().compactMap { type($0.name, $0.value) }
            guard let system, let types else { return nil }
            return Contract(
                system: system, types: Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func type(_ name: String, _ value: YAMLValue) -> Contract.ObjectType? {
        guard let map = value.mapping() else { return nil }
        let title = map.optional("title")?.string()
        let lane = map.optional("lane")?.choice(Lane.self)
        let identity = map.optional("identity")
        let marker = map.optional("marker")
        let fields = map.optional("fields")?.mapping().map(Self.fields) ?? [:]
        let tables = map.optional("tables")?.mapping()?.entries().compactMap { table in
            table.value.mapping().map { (table.name, Self.fields($0)) }
        }
        check(identity?.strings() ?? [], fields, identity)
        check(marker?.string().map { [$0] } ?? [], fields, marker)
        return Contract.ObjectType(
            name: name, title: title, fields: fields,
            tables: Dictionary(tables ?? [], uniquingKeysWith: { first, _ in first }), lane: lane,
            identity: identity?.strings() ?? [], marker: marker?.string())
    }

    /// identity and marker name fields of the type.
    private static func check(_ names: [String], _ fields: [String: Field], _ value: YAMLValue?) {
        for name in names where fields[name] == nil {
            let near = NearestWord.advice(on: name, among: fields.keys)
            value?.fault("реквизита «\(name)» среди fields нет\(near)")
        }
    }

    private static func fields(_ map: YAMLMapping) -> [String: Field] {
        let fields = map.entries().compactMap { entry in field(entry.value).map { (entry.name, $0) } }
        return Dictionary(fields, uniquingKeysWith: { first, _ in first })
    }

    private static func field(_ value: YAMLValue) -> Field? {
        guard let map = value.mapping(), let kind = kind(map) else { return nil }
        return Field(
            kind: kind, isRequired: map.optional("required")?.bool() ?? false, title: map.optional("title")?.string())
    }

    private static func kind(_ map: YAMLMapping) -> Field.Kind? {
        switch map.required("type")?.choice(of: ["string", "number", "boolean", "date", "enum", "ref", "any"]) {
        case "string": return .string(length: map.optional("length")?.int(in: 1...1_000_000))
        case "number":
            guard let digits = map.required("digits")?.int(in: 1...38) else { return nil }
            return .number(digits: digits, fraction: map.optional("fraction")?.int(in: 0...digits) ?? 0)
        case "boolean": return .boolean
        case "date": return .date
        case "any": return .any
        case "enum": return map.required("values")?.strings(count: 1...10_000).map(Field.Kind.enumeration)
        case "ref": return map.required("to")?.strings(count: 1...1_000).map(Field.Kind.reference)
        default:
            map.ignoreRest()
            return nil
        }
    }
}
