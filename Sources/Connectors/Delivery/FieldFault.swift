/// One attribute that the target dropped or changed without saying so.
package struct FieldFault: Sendable, Hashable {
    /// By its 1С name; `Товары[2].Цена` in a table part, rows from 1.
    package let field: String
    /// What we sent and what the target kept, as text.
    package let sent: String
    package let kept: String

    package init(field: String, sent: String, kept: String) {
        self.field = field
        self.sent = sent
        self.kept = kept
    }
}
