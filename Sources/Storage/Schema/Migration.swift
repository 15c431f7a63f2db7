/// One numbered step of the schema. Steps only go forward; one that was released is never edited.
struct Migration: Sendable {
    let number: Int
    let title: String
    let sql: String

    static let all = [first]

    /// Brings the schema up to date; each step in the surrounding transaction, noted with its number.
    static func migrate(_ session: Session) throws {
        try session.script(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
              number INTEGER PRIMARY KEY, title TEXT NOT NULL
            );
            """)
        let done = Set(try session.rows("SELECT number FROM schema_step").map { $0.int("number") })
        for step in all where !done.contains(step.number) {
            try session.script(step.sql)
            try session.run(
                "INSERT INTO schema_step (number, title) VALUES (:number, :title)",
                ["number": step.number, "title": step.title])
        }
    }
}
