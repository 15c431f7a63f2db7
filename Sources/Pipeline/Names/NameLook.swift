import Messages
import Storage

/// What an object's values come to when only their looks count.
enum NameLook {
    /// By one group of fields; nil when one of them is empty: such a group says nothing.
    static func look(_ fields: JSON, by group: [String]) -> String? {
        var text = ""
        for field in group {
            guard let value = fields[field], let looks = looks(value), !looks.isEmpty else { return nil }
            text += "\(looks.utf8.count):\(looks)"
        }
        return String(Digest.hex(text.utf8).prefix(32))
    }

    /// The names of a listed object, one for each group that says something.
    static func names(
        of reference: String, called name: String, _ fields: JSON, by groups: [[String]]
    ) -> [TargetName] {
        groups.compactMap { group in
            guard let look = look(fields, by: group) else { return nil }
            let written = group.compactMap { field in fields[field].map { JSON.Member(field, $0) } }
            return TargetName(look: look, group: group, reference: reference, name: name, written: .object(written))
        }
    }

    private static func looks(_ value: JSON) -> String? {
        switch value {
        case .null, .object, .array: nil
        case .string(let text): Lookalikes.folded(text)
        default: value.text
        }
    }
}
