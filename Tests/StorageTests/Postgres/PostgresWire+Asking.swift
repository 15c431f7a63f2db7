import Testing

@testable import Storage

extension PostgresWire {
    /// The only value of a question.
    func value(_ sql: String, _ parameters: Parameters = []) throws -> SQLValue {
        try rows(sql, parameters).values[0][0]
    }

    /// The server's process of this connection.
    func backend() throws -> Int64 {
        guard case .integer(let number) = try value("SELECT pg_backend_pid()") else { return -1 }
        return number
    }

    /// What a call fails with.
    func fault(_ body: (PostgresWire) throws -> Void) -> PostgresFault? {
        do {
            try body(self)
            return nil
        } catch {
            return error as? PostgresFault
        }
    }
}

extension PostgresWire {
    /// Asks until the answer is true, for ten seconds at most.
    func wait(until sql: String, _ parameters: Parameters = []) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while try value(sql, parameters) != .integer(1) {
            try #require(ContinuousClock.now < deadline, "never true: \(sql)")
            await Task.yield()
        }
    }

    /// Ends a backend, and returns once it is gone.
    func terminate(_ backend: Int64) async throws {
        try run("SELECT pg_terminate_backend(:pid::int)", [("pid", .integer(backend))])
        try await waitForEnd(of: backend)
    }

    /// Returns once a backend is gone.
    func waitForEnd(of backend: Int64) async throws {
        try await wait(
            until: "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = :pid)", [("pid", .integer(backend))])
    }
}
