import Messages

/// What a mapping's `find` asks for: an object of the target that is not ours, by its type and key.
struct FindQuery: Sendable, Hashable {
    /// `Справочник.СтавкиНДС`.
    let type: String
    /// Fields by name, and their values: an object.
    let key: JSON

    /// Reads `{"$find":{"key":{…},"type":…}}`; nil for another placeholder.
    private init?(_ name: String, _ value: JSON) {
        guard name == "$find", let type = value["type"]?.string, let key = value["key"] else { return nil }
        self.type = type
        self.key = key
    }

    /// By which name it is remembered.
    var name: String { "\(type) \(key.canonical)" }

    /// For people: `Справочник.СтавкиНДС с Наименование = 20%`.
    var sentence: String {
        let parts = (key.members ?? []).map { "\($0.name) = \($0.value.string ?? $0.value.text)" }
        return "\(type) с \(parts.joined(separator: ", "))"
    }

    /// Everything that fields ask for, each once.
    static func all(in fields: JSON) -> Set<FindQuery> {
        switch fields {
        case .object(let members):
            if members.count == 1, let query = FindQuery(members[0].name, members[0].value) { return [query] }
            return members.reduce(into: []) { $0.formUnion(all(in: $1.value)) }
        case .array(let items): return items.reduce(into: []) { $0.formUnion(all(in: $1)) }
        default: return []
        }
    }

    /// The fields with what was found in the place of what was asked.
    static func fill(_ fields: JSON, _ found: [FindQuery: String]) -> JSON {
        fields.replacingPlaceholders { name, value in
            guard let query = FindQuery(name, value) else { return nil }
            guard let reference = found[query] else { preconditionFailure("everything asked for was found") }
            return ["$ref": .object([.init("id", .string(reference)), .init("type", .string(query.type))])]
        }
    }
}
