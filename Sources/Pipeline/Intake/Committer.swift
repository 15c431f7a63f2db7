package import Messages
package import Storage
import Synchronization

/// The one way in which a request changes anything: its key is claimed, its effect happens and its answer is stored in
/// one transaction (E-11).
///
/// A second request with a key that is being worked on is told so at once, and is never carried out after waiting.
package final class Committer: Sendable {
    /// What a request does in its transaction: what is answered, and what whoever asked has to know of it besides.
    package typealias Effect<Value> = @Sendable (Session, Instant) throws -> (reply: Reply, value: Value)

    private let store: Store
    private let clock: WallClock
    private let window: @Sendable () -> Span
    private let intake: Gatherer<IntakeRequest, IntakeAnswer>
    private let inFlight = Mutex<Set<String>>([])

    /// - Parameter window: how long an answer given now is kept.
    package init(
        store: Store, clock: WallClock,
        window: @escaping @Sendable () -> Span = { RetentionPlan.leastIdempotencyKeys }
    ) {
        self.store = store
        self.clock = clock
        self.window = window
        intake = store.gatherer { requests, session in try session.takeIn(requests) }
    }

    /// Makes arrivals durable under the key of the request that brought them, together with what other requests bring
    /// at this moment. The acceptances are there only when it happened now, and not for a replay.
    package func take(
        _ arrivals: [Arrival], under claim: IdempotencyClaim, reply: @escaping @Sendable ([Acceptance]) -> Reply
    ) async throws -> (answer: CommitAnswer, acceptances: [Acceptance]?) {
        guard hold(claim) else { return (.inProgress, nil) }
        defer { release(claim) }
        let now = clock.now()
        let request = IntakeRequest(
            claim: claim, arrivals: arrivals, at: now, expiry: now + window(), reply: reply)
        switch try await intake.perform(request, weight: max(1, arrivals.count)) {
        case .taken(let reply, let acceptances): return (.first(reply, at: now), acceptances)
        case .known(let stored): return (Self.answer(stored, to: claim), nil)
        }
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
        guard hold(claim) else { return (.inProgress, nil) }
        defer { release(claim) }
        return try await carryOut(claim, effect)
    }

    /// Carries out an effect that takes long to make ready: a tree to be read and checked. The key is held meanwhile,
    /// and nothing is made ready for a request that was answered before. What `prepare` throws leaves the key free.
    package func commit<Value: Sendable>(
        _ claim: IdempotencyClaim, preparing prepare: @escaping @Sendable () async throws -> Effect<Value>
    ) async throws -> (answer: CommitAnswer, value: Value?) {
        guard hold(claim) else { return (.inProgress, nil) }
        defer { release(claim) }
        let now = clock.now()
        if let known = try await store.read({ try Self.known(claim, in: $0, at: now) }) { return (known, nil) }
        return try await carryOut(claim, try await prepare())
    }

    private func carryOut<Value: Sendable>(
        _ claim: IdempotencyClaim, _ effect: @escaping Effect<Value>
    ) async throws -> (answer: CommitAnswer, value: Value?) {
        let now = clock.now()
        let expiry = now + window()
        return try await store.transaction { session in
            if let known = try Self.known(claim, in: session, at: now) { return (known, nil) }
            let (reply, value) = try effect(session, now)
            try session.keep(reply, for: claim, at: now, until: expiry)
            return (.first(reply, at: now), value)
        }
    }

    /// What was answered under the key before.
    private static func known(
        _ claim: IdempotencyClaim, in session: Session, at now: Instant
    ) throws -> CommitAnswer? {
        try session.storedReply(for: claim, at: now).map { answer($0, to: claim) }
    }

    private static func answer(_ stored: StoredReply, to claim: IdempotencyClaim) -> CommitAnswer {
        stored.fingerprint == claim.fingerprint ? .replayed(stored) : .mismatch(stored)
    }

    /// Whether nobody on this node works under the key yet; then it is held until it is released.
    private func hold(_ claim: IdempotencyClaim) -> Bool {
        inFlight.withLock { $0.insert(claim.scope).inserted }
    }

    private func release(_ claim: IdempotencyClaim) {
        _ = inFlight.withLock { $0.remove(claim.scope) }
    }
}
