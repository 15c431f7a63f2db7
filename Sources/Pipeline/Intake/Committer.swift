package import Messages
package import Storage

/// The one way in which a request changes anything: its key is claimed, its effect happens and its answer is stored in
/// one transaction (E-11).
///
/// A second request with a key that is being worked on is told so at once, and is never carried out after waiting.
package actor Committer {
    /// How long an answer is kept, from when it was given (the plan's 72 h).
    package static let window = Span.hours(72)

    private let store: Store
    private let clock: WallClock
    private var inFlight: Set<String> = []

    package init(store: Store, clock: WallClock) {
        self.store = store
        self.clock = clock
    }

    /// Carries an effect out under its key. What the effect throws undoes it, and its key stays free.
    package func commit(
        _ claim: IdempotencyClaim, _ effect: @escaping @Sendable (Session, Instant) throws -> Reply
    ) async throws -> CommitAnswer {
        guard inFlight.insert(claim.scope).inserted else { return .inProgress }
        defer { inFlight.remove(claim.scope) }
        let now = clock.now()
        return try await store.transaction { session in
            if let stored = try session.storedReply(for: claim, at: now) {
                return stored.fingerprint == claim.fingerprint ? .replayed(stored) : .mismatch(stored)
            }
            let reply = try effect(session, now)
            try session.keep(reply, for: claim, at: now, until: now + Self.window)
            return .first(reply)
        }
    }
}
