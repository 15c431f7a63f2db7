import Foundation
import GRDB
import Messages

/// A SQLite connection inside a transaction.
final class SQLiteDriver: Driver {
    private let database: Database
    private let statements: SQLiteStatements

    init(_ database: Database, _ statements: SQLiteStatements) {
        self.database = database
        self.statements = statements
    }

    var dialect: Dialect { .sqlite }
    /// The process that has the file is the only one: its clock is as good as any.
    func time() -> Instant? { nil }

    func run(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> Int {
        var changed = 0
        try execute(sql, parameters, inputs) { statement in
            try statement.execute()
            changed += database.changesCount
        }
        return changed
    }

    func post(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws {
        try execute(sql, parameters, inputs) { try $0.execute() }
    }

    func rows(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> [Row] {
        var rows: [Row] = []
        try execute(sql, parameters, inputs) { statement in
            let columns = statement.columnNames
            let cursor = try GRDB.Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(Self.value)))
            }
        }
        return rows
    }

    func script(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    /// Runs a part that is undone by itself when it throws: one bad neighbour in a group commit.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        var result: Value?
        try database.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { preconditionFailure("a savepoint that did not throw has a value") }
        return result
    }

    /// Binds and runs a statement once, or once for each row of its input.
    private func execute(
        _ sql: String, _ parameters: Parameters, _ inputs: Inputs?, _ step: (Statement) throws -> Void
    ) throws {
        let named = statements.statement(sql, inputs?.columns ?? [])
        let statement = try database.cachedStatement(sql: named.text)
        let values = parameters.values(for: named.names).map(Self.argument)
        guard let inputs else {
            statement.setUncheckedArguments(StatementArguments(values))
            return try step(statement)
        }
        var arguments: [DatabaseValue] = []
        arguments.reserveCapacity(inputs.columns.count + 1 + values.count)
        for number in 0..<inputs.count {
            arguments.removeAll(keepingCapacity: true)
            for value in inputs[number] { arguments.append(Self.argument(value)) }
            arguments.append(Int64(number + 1).databaseValue)
            arguments += values
            statement.setUncheckedArguments(StatementArguments(arguments))
            try step(statement)
        }
    }

    private static func argument(_ value: SQLValue) -> DatabaseValue {
        switch value {
        case .null, .absent: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .integer(Int64(number))
        case .string(let text): .text(text)
        case .blob(let data): .blob(Array(data))
        }
    }
}
