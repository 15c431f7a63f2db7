import Synchronization

/// The statements of the verbs in SQLite's words, each put together once.
final class SQLiteStatements: Sendable {
    /// A statement, and the names of its parameters in the order of their numbers; the input's come before them.
    struct Statement: Sendable {
        let text: String
        let names: [String]
    }

    private struct Key: Hashable {
        let sql: String
        let columns: [Inputs.Column]
    }

    private let known = Mutex<[Key: Statement]>([:])

    func statement(_ sql: String, _ columns: [Inputs.Column]) -> Statement {
        let key = Key(sql: sql, columns: columns)
        return known.withLock { known in
            if let statement = known[key] { return statement }
            let named = NamedSQL(sql)
            let statement = Statement(text: named.text(inputs: columns, in: .sqlite), names: named.names)
            known[key] = statement
            return statement
        }
    }
}
