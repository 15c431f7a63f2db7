import Testing

@testable import Storage

@Suite("Sets on their way into one statement of PostgreSQL")
struct PostgresInputTests {
    private let columns = [
        Inputs.Column(name: "id", kind: .integer), Inputs.Column(name: "name", kind: .text),
        Inputs.Column(name: "body", kind: .blob),
    ]

    @Test("200 bodies of 5 KB with nulls between them arrive as they went, in their order")
    func bodies() async throws {
        // Given
        let wire = try await PostgresFixture().wire()
        try wire.script("CREATE TABLE bodies (id bigint, name text, body bytea, place bigint, caller text)")
        let rows: [[SQLValue]] = (0..<200).map { number in
            let name: SQLValue = number % 7 == 0 ? .null : .text(String(repeating: "ж\(number)", count: 1000))
            let body: SQLValue = number % 5 == 0 ? .null : .blob(Array(repeating: UInt8(number), count: 5000))
            return [number % 3 == 0 ? .null : .integer(Int64(-number)), name, body]
        }
        // When
        let count = try wire.run(
            "INSERT INTO bodies SELECT id, name, body, n, :caller FROM input", [("caller", .text("1с"))],
            each: Inputs(columns: columns, values: rows.flatMap(\.self)))
        // Then
        #expect(count == 200)
        let stored = try wire.rows("SELECT id, name, body FROM bodies ORDER BY place")
        #expect(stored.values == rows)
        #expect(try wire.value("SELECT count(*) FROM bodies WHERE caller = '1с'") == .integer(200))
    }

    @Test("a set may be empty, and may be of another size the next time")
    func sizes() async throws {
        let wire = try await PostgresFixture().wire()
        for size in [0, 1, 1000, 0, 3] {
            let rows = (0..<size).map { [SQLValue.integer(Int64($0)), .text("\($0)"), .null] }
            let answer = try wire.rows(
                "SELECT n, id, name FROM input ORDER BY n", each: Inputs(columns: columns, values: rows.flatMap(\.self))
            )
            let expected = (0..<size).map { [SQLValue.integer(Int64($0 + 1)), .integer(Int64($0)), .text("\($0)")] }
            #expect(answer.values == expected)
        }
    }

    @Test(
        "a statement may begin with relations of its own",
        arguments: [
            "WITH odd AS (SELECT id FROM input WHERE id % 2 = 1) SELECT id FROM odd WHERE id > :least",
            "WITH RECURSIVE odd AS (SELECT id FROM input WHERE id % 2 = 1) SELECT id FROM odd WHERE id > :least",
            "\n  with odd as (select id from input where id % 2 = 1) select id from odd where id > :least",
        ])
    func relations(_ sql: String) async throws {
        let wire = try await PostgresFixture().wire()
        let rows = (1...5).map { [SQLValue.integer($0), .text(""), .blob([])] }
        let answer = try wire.rows(
            sql, [("least", .integer(1))], each: Inputs(columns: columns, values: rows.flatMap(\.self)))
        #expect(answer.values == [[.integer(3)], [.integer(5)]])
    }
}
