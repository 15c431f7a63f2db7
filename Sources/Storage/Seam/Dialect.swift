/// What the two databases say differently (E-13); whatever is not here is said in one text.
enum Dialect: Sendable {
    case sqlite, postgres

    /// Ends a query whose rows nobody else may change before the transaction ends. SQLite has one writer at a time.
    func locking(_ table: String) -> String {
        switch self {
        case .sqlite: ""
        case .postgres: "FOR UPDATE OF \(table)"
        }
    }

    /// The same, passing over rows that somebody else is busy with.
    func lockingFree(_ table: String) -> String {
        switch self {
        case .sqlite: ""
        case .postgres: "FOR UPDATE OF \(table) SKIP LOCKED"
        }
    }

    /// Whether a text is one of those in a JSON array, which a parameter brings.
    func isAmong(_ text: String, _ texts: String) -> String {
        switch self {
        case .sqlite: "\(text) IN (SELECT value FROM json_each(\(texts)))"
        case .postgres: "\(text) = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(\(texts) AS text)::jsonb)))"
        }
    }
}
