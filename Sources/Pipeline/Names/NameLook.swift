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

    /// Whether one of these fields is filled on both sides and does not even look the same.
    static func isToldApart(_ written: JSON, _ fields: JSON, by distinct: [String]) -> Bool {
        distinct.contains { field in
            guard let theirs = written[field].flatMap(looks), let ours = fields[field].flatMap(looks) else {
                return false
            }
            return !theirs.isEmpty && !ours.isEmpty && theirs != ours
        }
    }

    /// The names of a listed object, one for each group that says something; what tells it apart is kept with them.
    static func names(
        of reference: String, called name: String, _ fields: JSON, by groups: [[String]], apart distinct: [String]
    ) -> [TargetName] {
        groups.compactMap { group in
            guard let look = look(fields, by: group) else { return nil }
            let kept = group + distinct.filter { !group.contains($0) }
            let written = kept.compactMap { field in fields[field].map { JSON.Member(field, $0) } }
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
