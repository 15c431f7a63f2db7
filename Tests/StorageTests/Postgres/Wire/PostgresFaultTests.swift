import Messages
import Testing

@testable import Storage

@Suite("Faults of PostgreSQL by their kind")
struct PostgresFaultTests {
    /// What the server says, and what is made of it.
    struct Sign: Sendable {
        let sqlstate: String
        let kind: PostgresFault.Kind
        var isRetryable = false
        var endsConnection = false
        var isUnavailable = true
    }

    static let signs = [
        Sign(sqlstate: "40001", kind: .serialization, isRetryable: true),
        Sign(sqlstate: "40P01", kind: .deadlock, isRetryable: true),
        Sign(sqlstate: "53100", kind: .diskFull),
        Sign(sqlstate: "53300", kind: .tooManyConnections, endsConnection: true),
        Sign(sqlstate: "57P03", kind: .shuttingDown, isRetryable: true, endsConnection: true),
        Sign(sqlstate: "25006", kind: .readOnly, endsConnection: true),
        Sign(sqlstate: "57014", kind: .timeout),
        Sign(sqlstate: "55P03", kind: .lockTimeout),
        Sign(sqlstate: "58030", kind: .other),
        Sign(sqlstate: "22012", kind: .other, isUnavailable: false),
        Sign(sqlstate: "23505", kind: .uniqueViolation(constraint: "ours"), isUnavailable: false),
        Sign(sqlstate: "23514", kind: .checkViolation(constraint: "ours"), isUnavailable: false),
        Sign(sqlstate: "23503", kind: .foreignKeyViolation(constraint: "ours"), isUnavailable: false),
        Sign(sqlstate: "23502", kind: .notNullViolation(column: "mine"), isUnavailable: false),
    ]

    @Test("the server's code says what kind of fault it is", arguments: signs)
    func codes(_ sign: Sign) async throws {
        let wire = try await PostgresFixture().wire()
        let raise = """
            RAISE EXCEPTION USING ERRCODE = '\(sign.sqlstate)', MESSAGE = 'нет', DETAIL = 'why',
                CONSTRAINT = 'ours', COLUMN = 'mine'
            """
        let fault = try #require(wire.fault { try $0.script("DO $$ BEGIN \(raise); END $$") })
        #expect(fault.kind == sign.kind && fault.sqlstate == sign.sqlstate)
        // The detail of a violation would repeat the row.
        #expect(fault.message == (["22", "23"].contains(sign.sqlstate.prefix(2)) ? "нет" : "нет; why"))
        #expect(fault.isRetryable == sign.isRetryable)
        #expect(fault.endsConnection == sign.endsConnection)
        #expect(fault.isUnavailable == sign.isUnavailable)
        #expect(!fault.isOutcomeUnknown)
    }

    @Test("a statement that takes too long is cancelled, and the connection stays")
    func statementTimeout() async throws {
        let wire = try await PostgresFixture().wire { $0.statementTimeout = .milliseconds(50) }
        #expect(wire.fault { try $0.run("SELECT pg_sleep(60)") }?.kind == .timeout)
        #expect(try wire.value("SELECT 1") == .integer(1))
    }

    @Test("a lock that is held too long is given up")
    func lockTimeout() async throws {
        let fixture = try await PostgresFixture()
        let (holder, wire) = (try fixture.wire(), try fixture.wire { $0.lockTimeout = .milliseconds(50) })
        holder.begin()
        try holder.run("SELECT pg_advisory_xact_lock(1)")
        #expect(wire.fault { try $0.run("SELECT pg_advisory_xact_lock(1)") }?.kind == .lockTimeout)
        holder.rollback()
        try wire.run("SELECT pg_advisory_xact_lock(1)")
    }

    @Test("two who wait for each other: one of them is told of the deadlock, the other goes on")
    func deadlock() async throws {
        // Given
        let fixture = try await PostgresFixture()
        let bells = [ThreadBell(), ThreadBell()]
        let lock = "SELECT pg_advisory_xact_lock(:id)"
        @Sendable func run(_ own: Int) async -> PostgresFault? {
            do {
                try await PostgresConnection(fixture.settings).perform { wire in
                    try wire.transaction { wire in
                        try wire.run(lock, [("id", .integer(Int64(own)))])
                        bells[own].ring()
                        bells[1 - own].wait(.seconds(10))
                        try wire.run(lock, [("id", .integer(Int64(1 - own)))])
                    }
                }
                return nil
            } catch {
                return error as? PostgresFault
            }
        }
        // When
        async let first = run(0)
        async let second = run(1)
        let faults = await [first, second].compactMap(\.self)
        // Then
        #expect(faults.map(\.kind) == [.deadlock])
        #expect(faults.allSatisfy { $0.isRetryable && !$0.endsConnection })
    }

    @Test("a server that takes no writes is left")
    func readOnly() async throws {
        let wire = try await PostgresFixture().wire()
        try wire.script("CREATE TABLE things (id bigint)")
        try wire.run("SET default_transaction_read_only = on")
        wire.begin()
        try wire.post("INSERT INTO things VALUES (1)")
        let fault = wire.fault { try $0.commit() }
        #expect(fault?.kind == .readOnly)
        #expect(fault?.endsConnection == true)
    }

    @Test("a statement whose answer has changed its columns is prepared anew on a new connection")
    func stalePlan() async throws {
        let fixture = try await PostgresFixture()
        let (wire, other) = (try fixture.wire(), try fixture.wire())
        try other.script("CREATE TABLE things (id bigint)")
        _ = try wire.rows("SELECT * FROM things")
        try other.script("ALTER TABLE things ADD COLUMN word text")
        let fault = wire.fault { _ = try $0.rows("SELECT * FROM things") }
        #expect(fault?.kind == .stalePlan)
        #expect(fault?.isRetryable == true && fault?.endsConnection == true)
    }
}
