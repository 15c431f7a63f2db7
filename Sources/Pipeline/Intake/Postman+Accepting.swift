package import Messages
package import Storage

extension Postman {
    /// Makes arrivals durable under the key of the request that brought them: all of them in one transaction, with the
    /// answer that `reply` makes of what became of each. The sorter is woken and they are counted when that happened
    /// now, and not for a replay.
    package func accept(
        _ arrivals: [Arrival], under claim: IdempotencyClaim, reply: @escaping @Sendable ([Acceptance]) -> Reply
    ) async throws -> CommitAnswer {
        let (answer, accepted) = try await committer.take(arrivals, under: claim, reply: reply)
        if let accepted {
            wake()
            for (arrival, acceptance) in zip(arrivals, accepted) { count(arrival, acceptance) }
        }
        return answer
    }

    private func count(_ arrival: Arrival, _ acceptance: Acceptance) {
        switch acceptance {
        case .accepted: meters.accepted(source: arrival.key.system, type: arrival.key.type)
        case .stale:
            meters.accepted(source: arrival.key.system, type: arrival.key.type)
            meters.duplicate("stale")
        case .duplicate(_, let differs): meters.duplicate(differs ? "differs" : "duplicate")
        }
    }
}
