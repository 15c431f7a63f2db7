import Messages
import Scripts
import YAML

/// Reads the facts of a step as a suite writes them; every name must be known.
struct FactReader {
    let vocabulary: FactVocabulary

    func facts(_ value: YAMLValue) -> JSON? {
        branch(value, "")
    }

    /// One fact's value, by its sort.
    static func scalar(_ value: YAMLValue, _ sort: FactSort, _ path: String) -> JSON? {
        switch sort {
        case .boolean: value.bool().map(JSON.bool)
        case .string: value.string().map(JSON.string)
        case .number: value.decimal().map(JSON.number)
        case .whole: value.int().map { JSON($0) }
        }
    }

    private func branch(_ value: YAMLValue, _ path: String) -> JSON? {
        guard let map = value.mapping() else { return nil }
        let prefix = path.isEmpty ? "" : path + "."
        let members = map.entries().map { entry in
            fact(entry, prefix + entry.name).map { JSON.Member(entry.name, $0) }
        }
        return members.contains(nil) ? nil : .object(members.compactMap { $0 })
    }

    private func fact(_ entry: YAMLNamed, _ path: String) -> JSON? {
        if let sort = vocabulary.sort(path) { return Self.scalar(entry.value, sort, path) }
        if vocabulary.isBranch(path) { return branch(entry.value, path) }
        if vocabulary.isList(path) {
            let items = entry.value.items(count: 0...1000)?.map { item in
                vocabulary.sort(path + "[]").map { Self.scalar(item, $0, path) } ?? branch(item, path + "[]")
            }
            guard let items, !items.contains(nil) else { return nil }
            return .array(items.compactMap { $0 })
        }
        entry.value.fault("факта «\(path)» никто не знает\(vocabulary.advice(on: path))")
        return nil
    }
}
