package import Messages
package import Storage

/// The one way in which a request changes anything: its key is claimed, its effect happens and its answer is stored in
/// one transaction (E-11).
///
/// A second request with a key that is being worked on is told so at once, and is never carried out after waiting.
package actor Committer {
    /// How long an answer is kept, from when it was given (the plan's 72 h).
    package static let window = Span.hours(72)

    /// What a request does in its transaction: what is answered, and what whoever asked has to know of it besides.
    package typealias Effect<Value> = @Sendable (Session, Instant) throws -> (reply: Reply, value: Value)

    private let store: Store
    private let clock: WallClock
    private var inFlight: Set<String> = []

    package init(store: Store, clock: WallClock) {
        self.store = store
        self.clock = clock
    }

    /// Carries an effect out under its key. What the effect throws undoes it, and its key stays free; a reply that
    /// says no is an answer like any other, and is kept.
    package func commit(
        _ claim: IdempotencyClaim, _ effect: @escaping @Sendable (Session, Instant) throws -> Reply
    ) async throws -> CommitAnswer {
        try await commit(claim) { session, now in (try effect(session, now), ()) }.answer
    }

    /// Carries an effect out under its key; its value is there only when it happened now, and not for a replay.
    package func commit<Value: Sendable>(
        _ claim: IdempotencyClaim, _ effect: @escaping Effect<Value>
    ) async throws -> (answer: CommitAnswer, value: Value?) {
        guard inFlight.insert(claim.scope).inserted else { return (.inProgress, nil) }
        defer { inFlight.remove(claim.scope) }
        return try await carryOut(claim, effect)
    }

    /// Carries out an effect that takes long to make ready: a tree to be read and checked. The key is held meanwhile,
    /// and nothing is made ready for a request that was answered before. What `prepare` throws leaves the key free.
    package func commit<Value: Sendable>(
        _ claim: IdempotencyClaim, preparing prepare: @escaping @Sendable () async throws -> Effect<Value>
    ) async throws -> (answer: CommitAnswer, value: Value?) {
        guard inFlight.insert(claim.scope).inserted else { return (.inProgress, nil) }
        defer { inFlight.remove(claim.scope) }
        let now = clock.now()
        if let known = try await store.read({ try Self.known(claim, in: $0, at: now) }) { return (known, nil) }
        return try await carryOut(claim, try await prepare())
    }

    private func carryOut<Value: Sendable>(
        _ claim: IdempotencyClaim, _ effect: @escaping Effect<Value>
    ) async throws -> (answer: CommitAnswer, value: Value?) {
        let now = clock.now()
        return try await store.transaction { session in
            if let known = try Self.known(claim, in: session, at: now) { return (known, nil) }
            let (reply, value) = try effect(session, now)
            try session.keep(reply, for: claim, at: now, until: now + Self.window)
            return (.first(reply, at: now), value)
        }
    }

    /// What was answered under the key before.
    private static func known(
        _ claim: IdempotencyClaim, in session: Session, at now: Instant
    ) throws -> CommitAnswer? {
        try session.storedReply(for: claim, at: now).map {
            $0.fingerprint == claim.fingerprint ? .replayed($0) : .mismatch($0)
        }
    }
}
