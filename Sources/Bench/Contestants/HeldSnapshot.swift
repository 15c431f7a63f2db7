import Cluster

/// A session that holds an old snapshot, as a long report does: rows that others delete must be kept for it.
struct HeldSnapshot {
    private let tables: InboxTables
    private let holder: Task<Void, Never>

    /// Returns once the snapshot is held.
    init(in tables: InboxTables) async throws {
        self.tables = tables
        // It ends with an error, when its session is ended.
        holder = Task { try? await tables.execute(.hold) }
        for _ in 0..<1000 {
            if try await Self.count(.held, tables) == 1 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchFault("nobody holds a snapshot")
    }

    /// Ends the session; it must have held out until now.
    func release() async throws {
        let count = try await Self.count(.release, tables)
        await holder.value
        guard count == 1 else { throw BenchFault("the snapshot was not held to the end") }
    }

    private static func count(_ question: Attachment, _ tables: InboxTables) async throws -> Int {
        let answer = try await tables.cluster.query(question.text, database: tables.database)
        return answer.first?.first.flatMap { Int($0) } ?? 0
    }
}
