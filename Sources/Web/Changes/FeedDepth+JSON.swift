import Messages
import Storage

extension FeedDepth {
    /// How much waits to be come for, and for how long the oldest has.
    func json(at now: Instant) -> JSON {
        .filled([
            "target": .string(receiver), "kind": .string(kind.rawValue), "count": .count(count),
            "oldest_at": .time(oldest), "oldest_age_s": .count(Int(max(0, (now - oldest).milliseconds) / 1000)),
            "pulled_at": pulledAt.map(JSON.time),
        ])
    }
}
