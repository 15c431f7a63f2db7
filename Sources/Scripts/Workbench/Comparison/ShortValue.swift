import Messages

/// A value of an answer as it is shown in one line among others.
enum ShortValue {
    /// Characters.
    private static let most = 80

    static func text(_ value: JSON?) -> String {
        guard let value else { return "ничего" }
        return cut(shown(value))
    }

    /// The beginning of a text, on one line.
    static func cut(_ text: String) -> String {
        let line = String(text.prefix(most + 1)).replacing("\n", with: " ")
        return line.count > most ? line.prefix(most) + "…" : line
    }

    private static func shown(_ value: JSON) -> String {
        switch value {
        case .array(let rows): return "строк: \(rows.count)"
        case .object(let members):
            guard members.count == 1, let member = members.first else { return value.text }
            return placeholder(member) ?? value.text
        default: return value.text
        }
    }

    private static func placeholder(_ member: JSON.Member) -> String? {
        switch member.name {
        case "$empty": "пусто"
        case "$ref":
            "\(member.value["source"]?.string ?? "") «\((member.value["name"] ?? member.value["id"])?.string ?? "")»"
        case "$own": "слот \(member.value.string ?? "")"
        case "$initial": "при создании \(shown(member.value))"
        case "$deferred": "когда появится, \(shown(member.value))"
        case "$after":
            "после подтверждения: " + (member.value.array ?? []).map { shown($0) }.joined(separator: ", ")
        case "$same": "тот же объект, что у \(shown(member.value))"
        default: nil
        }
    }
}
