import Messages
import Storage

/// Claimers of the product's storage side by side: each claims 100 messages and finishes them, and so on, as a sorter
/// does whose mappings cost nothing.
struct ClaimingTeam {
    static let size = 2
    /// How many messages are claimed at a time.
    static let batch = 100

    let store: Store

    /// Messages a second while so many are claimed and finished.
    func perSecond(_ count: Int) async throws -> Double {
        let (start, share) = (ContinuousClock.now, count / Self.size)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.size { group.addTask { try await claim(share) } }
            try await group.waitForAll()
        }
        return Double(share * Self.size) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private func claim(_ count: Int) async throws {
        let clock = WallClock.system
        var (cursor, rest, failures) = (InboxCursor(), count, 0)
        while rest > 0 {
            let (limit, floor) = (min(Self.batch, rest), cursor.floor(at: clock.now()))
            let claims = try await store.transaction { session in
                try session.claimInbox(limit: limit, at: session.leaseTime(clock), lease: .seconds(60), from: floor)
            }
            cursor.claimed(claims)
            let finished = try await store.transaction { session in try session.finishInbox(claims) }
            guard finished.count == claims.count else { throw BenchFault("a claim was lost") }
            rest -= finished.count
            failures = claims.isEmpty ? failures + 1 : 0
            guard failures < 100 else { throw BenchFault("the inbox has \(rest) messages too few") }
        }
    }
}
