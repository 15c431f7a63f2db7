import Testing

@testable import Storage

@Suite("Transactions on one connection to PostgreSQL")
struct PostgresTransactionTests {
    private let insert = "INSERT INTO things VALUES (:id)"

    private func table() async throws -> (PostgresFixture, PostgresWire) {
        let fixture = try await PostgresFixture()
        let wire = try fixture.wire()
        try wire.script("CREATE TABLE things (id bigint PRIMARY KEY, CONSTRAINT small CHECK (id < 100)); SELECT 1")
        return (fixture, wire)
    }

    private func count(_ wire: PostgresWire) throws -> SQLValue { try wire.value("SELECT count(*) FROM things") }

    @Test("what was posted is there for the next question, and for others after the commit")
    func posts() async throws {
        let (fixture, wire) = try await table()
        let other = try fixture.wire()
        wire.begin()
        for id in 1...50 { try wire.post(insert, [("id", .integer(Int64(id)))]) }
        #expect(try count(wire) == .integer(50))
        #expect(try count(other) == .integer(0))
        try wire.post(insert, [("id", .integer(51))])
        try wire.commit()
        #expect(try count(other) == .integer(51))
    }

    @Test("a post that fails fails the next question, everything after it, and the commit")
    func failingPost() async throws {
        // Given
        let (_, wire) = try await table()
        let unprepared = "INSERT INTO things VALUES (:id + 1000)"
        wire.begin()
        try wire.post(insert, [("id", .integer(1))])
        try wire.post(insert, [("id", .integer(100))])
        try wire.post(insert, [("id", .integer(2))])
        try wire.post(unprepared, [("id", .integer(2))])
        // When
        let first = wire.fault { _ = try $0.rows("SELECT id FROM things") }
        // Then
        #expect(first?.kind == .checkViolation(constraint: "small"))
        #expect(first?.isRetryable == false && first?.endsConnection == false && first?.isUnavailable == false)
        #expect(wire.fault { _ = try $0.rows("SELECT 1") } == first)
        #expect(wire.fault { try $0.commit() } == first)
        #expect(try count(wire) == .integer(0))
        wire.begin()
        let second = wire.fault { try $0.run(unprepared, [("id", .integer(2))]) }
        #expect(second?.kind == .checkViolation(constraint: "small"))
        wire.rollback()
    }

    @Test("a commit of posts of which one fails commits none")
    func failingCommit() async throws {
        let (_, wire) = try await table()
        wire.begin()
        try wire.post(insert, [("id", .integer(1))])
        try wire.post(insert, [("id", .integer(1))])
        let fault = wire.fault { try $0.commit() }
        #expect(fault?.kind == .uniqueViolation(constraint: "things_pkey"))
        #expect(fault?.isOutcomeUnknown == false)
        #expect(try count(wire) == .integer(0))
    }

    @Test("a rollback undoes what was posted and what was answered, also when a post failed", arguments: [1, 100])
    func rollback(_ id: Int64) async throws {
        let (_, wire) = try await table()
        wire.begin()
        try wire.run(insert, [("id", .integer(5))])
        try wire.post(insert, [("id", .integer(id))])
        wire.rollback()
        #expect(wire.isOpen)
        #expect(try count(wire) == .integer(0))
    }

    @Test("a transaction of nothing asks the server nothing")
    func nothing() async throws {
        let (_, wire) = try await table()
        wire.begin()
        try wire.commit()
        wire.begin()
        wire.rollback()
        #expect(!wire.isInTransaction)
        #expect(try wire.run(insert, [("id", .integer(1))]) == 1)
    }

    @Test("what fails after a savepoint is undone alone")
    func savepoints() async throws {
        let (_, wire) = try await table()
        wire.begin()
        try wire.post(insert, [("id", .integer(1))])
        try wire.savepoint()
        try wire.post(insert, [("id", .integer(2))])
        try wire.savepoint()
        try wire.post(insert, [("id", .integer(1))])
        #expect(wire.fault { try $0.releaseSavepoint() } != nil)
        try wire.rollbackToSavepoint()
        try wire.post(insert, [("id", .integer(3))])
        try wire.releaseSavepoint()
        try wire.savepoint()
        try wire.post(insert, [("id", .integer(4))])
        try wire.rollbackToSavepoint()
        try wire.commit()
        let stored = try wire.rows("SELECT id FROM things ORDER BY id").values
        #expect(stored == [[.integer(1)], [.integer(2)], [.integer(3)]])
    }

    @Test("a script takes part in the transaction, and names the first statement that fails")
    func scripts() async throws {
        let (fixture, wire) = try await table()
        wire.begin()
        try wire.post(insert, [("id", .integer(1))])
        try wire.script("CREATE TABLE more (id bigint); INSERT INTO more VALUES (1), (2); CREATE INDEX ON more (id)")
        #expect(try wire.value("SELECT count(*) FROM more") == .integer(2))
        let fault = wire.fault { try $0.script("INSERT INTO more VALUES (3); SELECT 1/0; SELECT nothing") }
        #expect(fault?.sqlstate == "22012")
        #expect(wire.fault { try $0.commit() } == fault)
        #expect(try fixture.wire().value("SELECT to_regclass('more') IS NULL") == .integer(1))
        #expect(try count(wire) == .integer(0))
    }

    @Test("a reading transaction sees one state of the world, and refuses to write")
    func reading() async throws {
        let (fixture, wire) = try await table()
        let other = try fixture.wire()
        wire.begin(readOnly: true)
        #expect(try count(wire) == .integer(0))
        try other.run(insert, [("id", .integer(1))])
        #expect(try count(wire) == .integer(0))
        let fault = wire.fault { try $0.run(insert, [("id", .integer(2))]) }
        #expect(fault?.sqlstate == "25006" && fault?.kind == .other)
        wire.rollback()
        #expect(try count(wire) == .integer(1))
    }

    @Test("the database's clock gives milliseconds since 1970")
    func time() async throws {
        let wire = try await PostgresFixture().wire()
        let (first, second) = (try wire.databaseTime(), try wire.databaseTime())
        #expect(first > 1_700_000_000_000 && second >= first && second - first < 60_000)
    }
}
