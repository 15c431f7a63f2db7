import Synchronization

/// A few connections for many callers: who comes first is served first, and too many are refused.
final class PostgresPool: Sendable {
    private typealias Waiter = CheckedContinuation<PostgresConnection, any Error>

    private struct State {
        /// The one used last stands last, and is handed out first: its statements are prepared.
        var idle: [PostgresConnection]
        var waiting: [Waiter] = []
        var isClosed = false
    }

    private let connections: [PostgresConnection]
    private let waitingLimit: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - size: how many connections there are at most; each is opened when it is needed.
    ///   - waitingLimit: how many callers may wait before further ones are answered with `overloaded`.
    init(_ settings: PostgresSettings, size: Int, waitingLimit: Int) {
        connections = (0..<size).map { _ in PostgresConnection(settings) }
        self.waitingLimit = waitingLimit
        state = Mutex(State(idle: connections))
    }

    /// How many callers wait for a connection.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Runs the closure on a connection that nobody else uses meanwhile.
    func perform<Value: Sendable>(_ body: @Sendable (PostgresWire) throws -> Value) async throws -> Value {
        let connection = try await take()
        do {
            let value = try await connection.perform(body)
            giveBack(connection, isGood: true)
            return value
        } catch {
            giveBack(connection, isGood: (error as? PostgresFault)?.endsConnection != true)
            throw error
        }
    }

    /// Lets nobody in from now on: who waits or comes later is told that the store is closed.
    func shut() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for waiter in waiting { waiter.resume(throwing: Self.closed) }
    }

    /// Lets nobody in, and ends all connections, each after what it is doing.
    func close() async {
        shut()
        for connection in connections { await connection.close() }
    }

    private static let closed = StoreFault.unavailable("the store is closed")

    private func take() async throws -> PostgresConnection {
        if let free = try state.withLock({ try Self.free(in: &$0) }) { return free }
        return try await withCheckedThrowingContinuation { continuation in
            do {
                let free = try state.withLock { state in
                    if let free = try Self.free(in: &state) { return Optional(free) }
                    guard state.waiting.count < waitingLimit else {
                        throw StoreFault.overloaded(waiting: state.waiting.count)
                    }
                    state.waiting.append(continuation)
                    return nil
                }
                if let free { continuation.resume(returning: free) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private static func free(in state: inout State) throws -> PostgresConnection? {
        if state.isClosed { throw closed }
        return state.idle.popLast()
    }

    /// A connection that was lost goes to the end of the line: another may still be whole.
    private func giveBack(_ connection: PostgresConnection, isGood: Bool) {
        let waiter: Waiter? = state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.insert(connection, at: isGood ? state.idle.count : 0)
            return nil
        }
        waiter?.resume(returning: connection)
    }
}
