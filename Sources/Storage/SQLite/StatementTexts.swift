import Synchronization

/// The statements of the verbs in SQLite's words, each put together once.
final class StatementTexts: Sendable {
    private struct Key: Hashable {
        let sql: String
        let columns: [Inputs.Column]?
    }

    private let known = Mutex<[Key: StatementText]>([:])

    func text(_ sql: String, _ columns: [Inputs.Column]?) -> StatementText {
        let key = Key(sql: sql, columns: columns)
        return known.withLock { known in
            if let text = known[key] { return text }
            let text = columns.map { Self.text(sql, $0) } ?? StatementText(sql)
            known[key] = text
            return text
        }
    }

    /// The statement with its one row of input in front.
    private static func text(_ sql: String, _ columns: [Inputs.Column]) -> StatementText {
        let names = columns.map(\.name) + ["n"]
        let rest = sql.hasPrefix("WITH ") ? ", " + sql.dropFirst(5) : " " + sql
        let places = (1...names.count).map { "$\($0)" }.joined(separator: ", ")
        return StatementText(
            "WITH input (\(names.joined(separator: ", "))) AS (SELECT \(places))" + rest, first: names.count + 1)
    }
}
