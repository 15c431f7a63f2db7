import Synchronization
import Testing

@testable import Storage

@Suite("A few connections for many callers")
struct PostgresPoolTests {
    @Test("as many closures run at once as there are connections, and all of them get their turn")
    func turns() async throws {
        let pool = PostgresPool(try await PostgresFixture().settings, size: 2, waitingLimit: 100)
        let backends = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<50 { group.addTask { try await pool.perform { try $0.backend() } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(backends.count == 50)
        #expect(Set(backends).count <= 2)
        await pool.close()
    }

    private final class Order: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    @Test("who waits is served in turn, too many are refused, and the rest is told of the end")
    func line() async throws {
        // Given
        let pool = PostgresPool(try await PostgresFixture().settings, size: 1, waitingLimit: 2)
        let release = ThreadBell()
        let order = Order()
        async let holder: Void = pool.perform { _ in
            order.numbers.withLock { $0.append(0) }
            release.wait(.seconds(20))
        }
        while order.numbers.withLock(\.isEmpty) { await Task.yield() }
        // When
        var waiting: [Task<Void, any Error>] = []
        for number in 1...2 {
            waiting.append(Task { try await pool.perform { _ in order.numbers.withLock { $0.append(number) } } })
            while pool.waitingCount < number { await Task.yield() }
        }
        let refused = await #expect(throws: StoreFault.self) { try await pool.perform { _ in } }
        release.ring()
        try await holder
        for task in waiting { try await task.value }
        await pool.close()
        let late = await #expect(throws: StoreFault.self) { try await pool.perform { _ in } }
        // Then
        #expect(refused == .overloaded(waiting: 2))
        #expect(order.numbers.withLock(\.self) == [0, 1, 2])
        #expect(late == .unavailable("the store is closed"))
    }
}
