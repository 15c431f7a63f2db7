import Testing

@testable import Storage

@Suite("Wake-ups between nodes that share a database")
struct PostgresListenerTests {
    @Test("an announcement reaches the other node, and not the one who made it")
    func announcement() async throws {
        let fixture = try await PostgresFixture()
        let (node, other) = (PostgresListener(fixture.settings), PostgresListener(fixture.settings))
        var (own, heard) = (
            node.payloads(on: "Очередь").makeAsyncIterator(), other.payloads(on: "Очередь").makeAsyncIterator()
        )
        #expect(await heard.next() == "")
        #expect(await own.next() == "")
        node.announce("Очередь", "деньги")
        #expect(await heard.next() == "деньги")
        other.announce("Очередь", "документы")
        #expect(await own.next() == "документы")
        node.close()
        #expect(await own.next() == nil)
        other.close()
    }

    @Test("the same wish many times is announced a few times, and the last wish is not forgotten")
    func throttle() async throws {
        let fixture = try await PostgresFixture()
        let (node, other) = (PostgresListener(fixture.settings), PostgresListener(fixture.settings))
        var heard = other.payloads(on: "queue").makeAsyncIterator()
        #expect(await heard.next() == "")
        let start = ContinuousClock.now
        for _ in 0..<1000 { node.announce("queue", "a") }
        #expect(await heard.next() == "a")
        node.announce("queue", "a")
        #expect(await heard.next() == "a")
        #expect(ContinuousClock.now - start >= .milliseconds(100))
        node.announce("queue", "end")
        var count = 2
        while await heard.next() != "end" { count += 1 }
        #expect(count <= 4)
        node.close()
        other.close()
    }

    @Test("after its connection was killed it listens again, and says that something may have been missed")
    func reconnect() async throws {
        let fixture = try await PostgresFixture()
        let (node, wire) = (PostgresListener(fixture.settings), try fixture.wire())
        var heard = node.payloads(on: "queue").makeAsyncIterator()
        #expect(await heard.next() == "")
        try wire.run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
        #expect(await heard.next() == "")
        try wire.run("SELECT pg_notify('queue', 'after')")
        #expect(await heard.next() == "after")
        node.close()
    }
}
