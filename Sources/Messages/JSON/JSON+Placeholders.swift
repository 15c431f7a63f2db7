extension JSON {
    /// The value with placeholders replaced: objects of a single member, wherever they stand, for which `replace` has
    /// something else.
    package func replacingPlaceholders(_ replace: (String, JSON) -> JSON?) -> JSON {
        switch self {
        case .object(let members):
            if members.count == 1, let found = replace(members[0].name, members[0].value) { return found }
            return .object(members.map { .init($0.name, $0.value.replacingPlaceholders(replace)) })
        case .array(let items): return .array(items.map { $0.replacingPlaceholders(replace) })
        default: return self
        }
    }
}
