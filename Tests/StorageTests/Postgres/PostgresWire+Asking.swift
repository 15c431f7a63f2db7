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
