import Messages
import YAML

/// Reads `mappings/tables/<name>.yaml`: any tree of texts, numbers and flags.
enum LookupReader {
    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> JSON {
        try document.readValue { value in
            guard let map = value.mapping() else { return nil }
            return .object(map.entries().compactMap { entry in json(entry.value).map { .init(entry.name, $0) } })
        }
    }

    private static func json(_ value: YAMLValue) -> JSON? {
        switch value.node {
        case .scalar(let scalar):
            switch scalar.meaning {
            case .null:
                value.fault("значения нет: допишите его или удалите строку")
                return nil
            case .boolean(let flag): return .bool(flag)
            case .number(let text): return .number(text)
            case .text(let text): return .string(text)
            }
        case .sequence: return value.items().map { .array($0.compactMap(json)) }
        case .mapping:
            let entries = value.mapping()?.entries()
            return entries.map { .object($0.compactMap { entry in json(entry.value).map { .init(entry.name, $0) } }) }
        }
    }
}
