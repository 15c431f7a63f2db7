import Testing

@testable import Storage

@Suite("Values on their way to PostgreSQL and back")
struct PostgresValueTests {
    static let texts = [
        "", "Чайник «Заря» 1,5 л", "it's :not $1 a \\ parameter", "😀", String(repeating: "ы", count: 100_000),
    ]

    @Test("a text comes back as it went", arguments: texts)
    func text(_ text: String) async throws {
        let wire = try await PostgresFixture().wire()
        #expect(try wire.value("SELECT :value::text", [("value", .text(text))]) == .text(text))
    }

    @Test("a number comes back as it went", arguments: [0, 1, -1, Int64.min, Int64.max])
    func number(_ number: Int64) async throws {
        let wire = try await PostgresFixture().wire()
        #expect(try wire.value("SELECT :value", [("value", .integer(number))]) == .integer(number))
    }

    @Test("bytes come back as they went, none and a million too", arguments: [0, 1, 255, 1 << 20])
    func blob(_ count: Int) async throws {
        let wire = try await PostgresFixture().wire()
        let blob = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try wire.value("SELECT :value", [("value", .blob(blob))]) == .blob(blob))
    }

    @Test("null takes the type that the statement has for it, and a value may follow in the same statement")
    func null() async throws {
        let wire = try await PostgresFixture().wire()
        try wire.script("CREATE TABLE things (number bigint, word text, bytes bytea)")
        let sql = "INSERT INTO things VALUES (:number, :word, :bytes)"
        try wire.run(sql, [("number", .null), ("word", .null), ("bytes", .null)])
        try wire.run(sql, [("number", .integer(1)), ("word", .text("a")), ("bytes", .null)])
        try wire.run(sql, [("number", .null), ("word", .text("b")), ("bytes", .null)])
        let rows = try wire.rows("SELECT number, word, bytes FROM things ORDER BY word NULLS FIRST")
        #expect(rows.columns.names == ["number", "word", "bytes"])
        #expect(rows.columns.place(of: "bytes") == 2)
        #expect(
            rows.values == [[.null, .null, .null], [.integer(1), .text("a"), .null], [.null, .text("b"), .null]])
    }

    @Test("numbers of every width, booleans, names and sums are read as what they are")
    func types() async throws {
        let wire = try await PostgresFixture().wire()
        let rows = try wire.rows(
            """
            SELECT 7::smallint, -7::int, true, false, 'a'::varchar(5), 'a'::char(2), 'a'::name, 26::oid,
                sum(n), sum(-n * 10000), 0::numeric, count(*), -9223372036854775808::numeric
            FROM unnest(ARRAY[123456789012::bigint, 1]) AS n
            """)
        let expected: [SQLValue] = [
            .integer(7), .integer(-7), .integer(1), .integer(0), .text("a"), .text("a "), .text("a"), .integer(26),
            .integer(123_456_789_013), .integer(-1_234_567_890_130_000), .integer(0), .integer(2), .integer(.min),
        ]
        #expect(rows.values == [expected])
    }

    @Test("colons in literals, names, comments, bodies and casts are no parameters")
    func colons() async throws {
        let wire = try await PostgresFixture().wire()
        let rows = try wire.rows(
            """
            SELECT ':a' AS ":b", E'\\':c', $q$ :d $q$, '1'::text, :real::text, -- :e
                /* :f /* :g */ :h */ (ARRAY[1, 2, 3])[1:2] = ARRAY[1, 2], ':i''' || :real
            """, [("real", .text("x"))])
        #expect(rows.columns.names.first == ":b")
        let expected: [SQLValue] = [
            .text(":a"), .text("':c"), .text(" :d "), .text("1"), .text("x"), .integer(1), .text(":i'x"),
        ]
        #expect(rows.values == [expected])
    }

    @Test("a name that stands twice is one parameter")
    func twice() {
        let sql = NamedSQL("SELECT :a, :b WHERE :a = 1")
        #expect(sql.names == ["a", "b"])
        #expect(sql.text(inputs: [], in: .postgres) == "SELECT $1, $2 WHERE $1 = 1")
    }
}
