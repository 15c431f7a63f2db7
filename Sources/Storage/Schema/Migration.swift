/// One numbered step of the schema. Steps only go forward; one that was released is never edited.
struct Migration: Sendable {
    let number: Int
    let title: String
    let sql: @Sendable (Dialect) -> String

    static let all = [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth]

    /// Brings the schema up to date; each step in the surrounding transaction, noted with its number.
    static func migrate(_ session: Session, in dialect: Dialect) throws {
        try session.script(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
              number BIGINT PRIMARY KEY, title TEXT NOT NULL
            );
            """)
        let done = Dictionary(
            uniqueKeysWithValues: try session.rows("SELECT number, title FROM schema_step")
                .map { ($0.int("number"), $0.text("title")) })
        for step in all {
            if let title = done[step.number] {
                guard title == step.title else { throw SchemaFault(step: step.number, found: title) }
                continue
            }
            try session.script(step.sql(dialect))
            try session.post(
                "INSERT INTO schema_step (number, title) VALUES (:number, :title)",
                ["number": step.number, "title": step.title])
        }
    }
}

/// The database was made by a build that was never released: its tables are others.
package struct SchemaFault: Error, CustomStringConvertible {
    let step: Int
    let found: String

    package var description: String {
        "схема этого хранилища от невыпущенной сборки (шаг \(step) «\(found)»): начните с пустого хранилища"
    }
}
