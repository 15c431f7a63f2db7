import Messages

/// Compares the fields of two objects, name by name and row by row.
struct FieldComparison {
    private(set) var changes: [AnswerChange] = []
    private var seen: Set<AnswerChange.Kind> = []

    mutating func note(_ kind: AnswerChange.Kind, _ before: JSON?, _ after: JSON?) {
        guard seen.insert(kind).inserted else { return }
        changes.append(AnswerChange(kind: kind, before: ShortValue.text(before), after: ShortValue.text(after)))
    }

    mutating func compare(_ old: JSON, _ new: JSON, _ path: String) {
        if old == new { return }
        switch (old, new) {
        case (.array(let left), .array(let right)) where (left + right).contains(where: Self.isRow):
            guard left.count == right.count else { return note(.rowsChanged(path), old, new) }
            for (before, after) in zip(left, right) { compare(before, after, path) }
        case (.object(let left), .object(let right)) where !Self.isPlaceholder(left) && !Self.isPlaceholder(right):
            compare(members: left, right, path)
        default: note(.fieldChanged(path), old, new)
        }
    }

    private mutating func compare(members old: [JSON.Member], _ new: [JSON.Member], _ path: String) {
        let known = Dictionary(new.map { ($0.name, $0.value) }) { first, _ in first }
        for member in old {
            let inner = "\(path).\(member.name)"
            if let match = known[member.name] {
                compare(member.value, match, inner)
            } else {
                note(.fieldVanished(inner), member.value, nil)
            }
        }
        let names = Set(old.map(\.name))
        for member in new where !names.contains(member.name) {
            note(.fieldAppeared("\(path).\(member.name)"), nil, member.value)
        }
    }

    private static func isRow(_ value: JSON) -> Bool { value.members.map { !isPlaceholder($0) } ?? false }

    /// A value that the host will put something else in the place of: `{"$ref": …}`.
    private static func isPlaceholder(_ members: [JSON.Member]) -> Bool {
        members.count == 1 && members[0].name.hasPrefix("$")
    }
}
