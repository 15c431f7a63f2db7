import Cluster
import Foundation
import Messages
import Testing

@testable import Storage

@Suite("Connections to PostgreSQL that heal themselves")
struct PostgresConnectionTests {
    @Test("work is done on a thread of the connection's own, and stays there")
    func thread() async throws {
        let connection = PostgresConnection(try await PostgresFixture().settings)
        let (first, second) = (
            try await connection.perform { _ in (Thread.current.name, ObjectIdentifier(Thread.current)) },
            try await connection.perform { _ in (Thread.current.name, ObjectIdentifier(Thread.current)) }
        )
        #expect(first == second)
        #expect(first.0 == "postgres")
    }

    @Test("a connection that was killed is replaced for the next caller")
    func killed() async throws {
        let fixture = try await PostgresFixture()
        let connection = PostgresConnection(fixture.settings)
        let other = try fixture.wire()
        let backend = try await connection.perform { try $0.backend() }
        try await other.terminate(backend)
        let fault = await #expect(throws: PostgresFault.self) { try await connection.perform { try $0.backend() } }
        #expect(fault?.isRetryable == true)
        #expect(try await connection.perform { try $0.backend() } != backend)
    }

    @Test("a transaction that a closure left open is rolled back, and an error of its own passes through")
    func leftOpen() async throws {
        struct Mine: Error {}
        let connection = PostgresConnection(try await PostgresFixture().settings)
        try await connection.perform { try $0.script("CREATE TABLE things (id bigint)") }
        await #expect(throws: Mine.self) {
            try await connection.perform { wire in
                wire.begin()
                try wire.post("INSERT INTO things VALUES (1)")
                throw Mine()
            }
        }
        #expect(try await connection.perform { try $0.value("SELECT count(*) FROM things") } == .integer(0))
    }

    @Test("a server that was restarted is found again, with its data")
    func restart() async throws {
        // Given
        let cluster = try await PostgresCluster.start()
        let connection = PostgresConnection(PostgresSettings(cluster.dsn))
        try await connection.perform { wire in
            try wire.script("CREATE TABLE things (id bigint)")
            try wire.transaction { try $0.post("INSERT INTO things VALUES (1)") }
        }
        // When
        await cluster.stop()
        let lost = await #expect(throws: PostgresFault.self) { try await connection.perform { try $0.backend() } }
        let refused = await #expect(throws: PostgresFault.self) { try await connection.perform { try $0.backend() } }
        let putOff = await #expect(throws: PostgresFault.self) { try await connection.perform { try $0.backend() } }
        try await cluster.restart()
        // Then
        #expect(lost?.isRetryable == true)
        #expect(refused?.kind == .cannotConnect)
        #expect(putOff?.kind == .cannotConnect && putOff?.retryAfter != nil)
        #expect(try await count(on: connection) == .integer(1))
        await cluster.stop()
    }

    /// Asks until connecting is no longer put off, for ten seconds at most.
    private func count(on connection: PostgresConnection) async throws -> SQLValue {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            do {
                return try await connection.perform { try $0.value("SELECT count(*) FROM things") }
            } catch let fault as PostgresFault where fault.kind == .cannotConnect && .now < deadline {
                await Task.yield()
            }
        }
    }

    @Test("of several hosts the one that answers is taken")
    func hosts() async throws {
        let fixture = try await PostgresFixture()
        let ports = "port=1,\(fixture.cluster.port)"
        let wire = try PostgresWire(
            PostgresSettings("host=127.0.0.1,127.0.0.1 \(ports) user=postgres dbname=postgres"))
        #expect(try wire.value("SHOW application_name") == .text("pochtar"))
        #expect(try wire.value("SHOW jit") == .text("off"))
        #expect(try wire.value("SHOW statement_timeout") == .text("10s"))
    }

    @Test("a server that takes no writes is not connected to, unless that is wished")
    func readOnly() async throws {
        let fixture = try await PostgresFixture()
        let database = try fixture.wire().value("SELECT current_database()")
        guard case .text(let name) = database else { return }
        try await fixture.cluster.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on")
        let fault = #expect(throws: PostgresFault.self) { try fixture.wire() }
        #expect(fault?.kind == .cannotConnect)
        let any = PostgresSettings(fixture.settings.source + "?target_session_attrs=any")
        #expect(try PostgresWire(any).value("SELECT 1") == .integer(1))
    }

    @Test(
        "no password stands in a message or a description",
        arguments: ["postgres//me:geheim@127.0.0.1:1/x", "postgres://me:geheim@127.0.0.1:1/x?connect_timeout=geheim"])
    func passwords(_ source: String) throws {
        let settings = PostgresSettings(source)
        let fault = try #require(#expect(throws: PostgresFault.self) { try PostgresWire(settings) })
        #expect(fault.kind == .cannotConnect && !fault.message.isEmpty)
        #expect(!"\(fault) \(settings)".contains("geheim"))
    }

    @Test("connecting is put off for longer each time, up to five seconds")
    func backoff() {
        #expect((0...8).map { Backoff.delay($0).milliseconds } == [100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])
        let now = ContinuousClock.now
        var backoff = Backoff()
        #expect(backoff.rest(at: now) == nil)
        backoff.fail(at: now, chance: 1)
        backoff.fail(at: now, chance: 0.5)
        #expect(backoff.rest(at: now) == .milliseconds(100))
        #expect(backoff.rest(at: now + .milliseconds(100)) == nil)
        backoff.succeed()
        #expect(backoff.rest(at: now) == nil)
    }
}
