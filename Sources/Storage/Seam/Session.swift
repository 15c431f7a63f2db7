import Foundation
import GRDB

/// What a transaction's closure is given: the verbs of storage, all of them parts of that one transaction.
///
/// A session never leaves its closure. Verbs are extensions of it, by topic; only they contain SQL.
package final class Session {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Runs a statement whose parameters are bound by name; returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ parameters: KeyValuePairs<String, any Bindable> = [:]) throws -> Int {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: Self.arguments(parameters))
        return database.changesCount
    }

    /// All rows of a query.
    func rows(_ sql: String, _ parameters: KeyValuePairs<String, any Bindable> = [:]) throws -> [Row] {
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(parameters))
        var rows: [Row] = []
        while let row = try cursor.next() { rows.append(Self.copy(row)) }
        return rows
    }

    /// The first row of a query, or nil.
    func row(_ sql: String, _ parameters: KeyValuePairs<String, any Bindable> = [:]) throws -> Row? {
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(parameters))
        return try cursor.next().map(Self.copy)
    }

    /// Runs a part that is undone by itself when it throws: one bad neighbour in a group commit.
    func savepoint<Value>(_ body: (Session) throws -> Value) throws -> Value {
        var result: Value?
        try database.inSavepoint {
            result = try body(self)
            return .commit
        }
        guard let result else { preconditionFailure("a savepoint that did not throw has a value") }
        return result
    }

    /// Runs statements without parameters: migrations, pragmas.
    func script(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    private static func arguments(_ parameters: KeyValuePairs<String, any Bindable>) -> StatementArguments {
        var values: [String: (any DatabaseValueConvertible)?] = [:]
        for (name, parameter) in parameters {
            let value: (any DatabaseValueConvertible)? =
                switch parameter.sqlValue {
                case .null: nil
                case .integer(let number): number
                case .text(let text): text
                case .blob(let bytes): Data(bytes)
                }
            values.updateValue(value, forKey: name)
        }
        return StatementArguments(values)
    }

    private static func copy(_ row: GRDB.Row) -> Row {
        var values: [String: SQLValue] = [:]
        values.reserveCapacity(row.count)
        for (column, value) in row {
            values[column] =
                switch value.storage {
                case .null: .null
                case .int64(let number): .integer(number)
                case .double(let number): .integer(Int64(number))
                case .string(let text): .text(text)
                case .blob(let data): .blob(Array(data))
                }
        }
        return Row(values)
    }
}
