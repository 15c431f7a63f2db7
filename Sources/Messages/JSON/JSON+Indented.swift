extension JSON {
    /// The value as text for people: two spaces a level, members in their order; what fits into a line stays in one.
    package var indented: String { indented(level: 0) }

    private static let width = 100

    private func indented(level: Int) -> String {
        let flat = spaced
        if flat.utf8.count + level * 2 <= Self.width, !holdsObjects { return flat }
        let (outer, inner) = (String(repeating: "  ", count: level), String(repeating: "  ", count: level + 1))
        switch self {
        case .array(let items) where !items.isEmpty:
            let lines = items.map { inner + $0.indented(level: level + 1) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(outer)]"
        case .object(let members) where !members.isEmpty:
            let lines = members.map { "\(inner)\(JSON.string($0.name).text): \($0.value.indented(level: level + 1))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
        default: return flat
        }
    }

    /// Whether a line of its own for each member is easier to read.
    private var holdsObjects: Bool {
        switch self {
        case .object(let members): members.count > 1 && members.contains { $0.value.isContainer } || members.count > 4
        case .array(let items): items.contains { $0.isContainer }
        default: false
        }
    }

    /// One line, with blanks where people put them.
    private var spaced: String {
        switch self {
        case .array(let items): "[\(items.map(\.spaced).joined(separator: ", "))]"
        case .object(let members) where members.isEmpty: "{}"
        case .object(let members):
            "{ \(members.map { "\(JSON.string($0.name).text): \($0.value.spaced)" }.joined(separator: ", ")) }"
        default: text
        }
    }
}
