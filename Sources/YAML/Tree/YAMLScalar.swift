/// A scalar as it was written; what it means is decided by whoever reads it.
package struct YAMLScalar: Sendable, Hashable {
    /// The text without quotes, escapes resolved.
    package let text: String
    /// Quoted, or a block (`|`, `>`): text beyond doubt.
    package let quoted: Bool
    package let place: YAMLPlace

    package init(text: String, quoted: Bool, place: YAMLPlace) {
        self.text = text
        self.quoted = quoted
        self.place = place
    }

    /// Whether nothing was said: an empty value, `~` or `null`.
    package var isNull: Bool {
        !quoted && ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What the scalar means where no reader expects a particular type (lookup tables, free settings).
    package var meaning: YAMLMeaning {
        if quoted { return .text(text) }
        if isNull { return .null }
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return PlainNumber(text) == nil ? .text(text) : .number(text)
        }
    }
}
