import Foundation
import Messages
import Testing

@testable import Storage

@Suite("A connection to PostgreSQL that is lost")
struct PostgresLossTests {
    private let insert = "INSERT INTO things VALUES (:id)"

    private func table() async throws -> (wire: PostgresWire, other: PostgresWire, fixture: PostgresFixture) {
        let fixture = try await PostgresFixture()
        let other = try fixture.wire()
        try other.script("CREATE TABLE things (id bigint PRIMARY KEY)")
        return (try fixture.wire { $0.patience = .milliseconds(300) }, other, fixture)
    }

    @Test("killed between transactions: the next statement is told, and may run again")
    func killedBetween() async throws {
        let (wire, other, _) = try await table()
        try await other.terminate(wire.backend())
        let fault = try #require(wire.fault { try $0.run("SELECT 1") })
        #expect(fault.kind == .shuttingDown && fault.isRetryable && fault.endsConnection)
        #expect(!wire.isOpen)
        #expect(wire.fault { try $0.run("SELECT 1") }?.kind == .connectionLost(during: .statement))
    }

    @Test("killed in a transaction: nothing of it remains, and that is known")
    func killedInside() async throws {
        let (wire, other, _) = try await table()
        let backend = try wire.backend()
        wire.begin()
        try wire.run(insert, [("id", .integer(1))])
        try await other.terminate(backend)
        try wire.post(insert, [("id", .integer(2))])
        let fault = try #require(wire.fault { try $0.commit() })
        #expect(fault.isRetryable && !fault.isOutcomeUnknown)
        #expect(!wire.isInTransaction)
        #expect(try other.value("SELECT count(*) FROM things") == .integer(0))
    }

    @Test("killed when all but COMMIT was answered: the outcome is not known before looking")
    func killedAtCommit() async throws {
        let (wire, other, _) = try await table()
        try wire.transaction { try $0.run(insert, [("id", .integer(1))]) }
        let backend = try wire.backend()
        wire.begin()
        try wire.run(insert, [("id", .integer(2))])
        try await other.terminate(backend)
        let fault = try #require(wire.fault { try $0.commit() })
        #expect(fault.kind == .connectionLost(during: .commit))
        #expect(fault.isOutcomeUnknown && !fault.isRetryable && fault.isUnavailable)
        #expect(try other.value("SELECT count(*) FROM things") == .integer(1))
    }

    @Test("a transaction that lay idle for too long is gone, and that is known")
    func idle() async throws {
        let (_, other, fixture) = try await table()
        let wire = try fixture.wire { $0.idleTimeout = .milliseconds(50) }
        try wire.transaction { try $0.run(insert, [("id", .integer(1))]) }
        let backend = try wire.backend()
        wire.begin()
        try wire.run(insert, [("id", .integer(2))])
        try await other.waitForEnd(of: backend)
        let fault = try #require(wire.fault { try $0.commit() })
        #expect(fault.kind == .idleInTransaction && !fault.isOutcomeUnknown && fault.endsConnection)
        #expect(try other.value("SELECT count(*) FROM things") == .integer(1))
    }

    @Test("a server that has stalled is given up when the patience is over")
    func stalledStatement() async throws {
        let (wire, _, _) = try await table()
        let backend = try pid_t(wire.backend())
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        let start = ContinuousClock.now
        let fault = try #require(wire.fault { try $0.run("SELECT 1") })
        #expect(fault.kind == .connectionLost(during: .statement))
        #expect(fault.message.contains("0.3 s"))
        #expect((.milliseconds(300)..<(.seconds(20))).contains(ContinuousClock.now - start))
    }

    @Test("a COMMIT whose answer does not come is not known to be done")
    func stalledCommit() async throws {
        let (wire, other, _) = try await table()
        let backend = try wire.backend()
        wire.begin()
        try wire.post(insert, [("id", .integer(1))])
        kill(pid_t(backend), SIGSTOP)
        let fault = wire.fault { try $0.commit() }
        kill(pid_t(backend), SIGCONT)
        #expect(fault?.kind == .connectionLost(during: .commit))
        // The server had it all, and went on.
        try await other.waitForEnd(of: backend)
        #expect(try other.value("SELECT count(*) FROM things") == .integer(1))
    }

    @Test("a warning in answer to COMMIT makes it unknown; a warning before does not")
    func warnings() async throws {
        let (wire, _, _) = try await table()
        try wire.script(
            """
            CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE WARNING 'canceling the wait'; RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER warning AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.id = 2) EXECUTE FUNCTION warn();
            CREATE TRIGGER early AFTER INSERT ON things FOR EACH ROW WHEN (NEW.id = 1) EXECUTE FUNCTION warn();
            """)
        try wire.transaction { try $0.post(insert, [("id", .integer(1))]) }
        let fault = wire.fault { try $0.transaction { try $0.post(insert, [("id", .integer(2))]) } }
        #expect(fault?.kind == .connectionLost(during: .commit))
        #expect(fault?.message == "canceling the wait")
    }
}
