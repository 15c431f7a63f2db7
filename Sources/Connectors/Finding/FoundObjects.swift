import Messages
import Synchronization

/// Objects of one target that were found by their keys, for a while: people there may rename or replace them.
final class FoundObjects: Sendable {
    /// How long what was found is believed.
    static let age = Span.minutes(10)
    /// So many are remembered; then it begins anew.
    private static let limit = 10_000

    private let known = Mutex<[String: (reference: String, at: Instant)]>([:])

    /// The reference that was found, unless that is too long ago. What was not found is asked for each time.
    func reference(_ query: FindQuery, at now: Instant) -> String? {
        known.withLock { known in
            guard let found = known[query.name], now >= found.at, now - found.at < Self.age else { return nil }
            return found.reference
        }
    }

    func remember(_ reference: String, for query: FindQuery, at now: Instant) {
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[query.name] = (reference, now)
        }
    }
}
