import Messages
import Storage

extension QueueDepth {
    /// How much waits, and for how long the oldest has.
    func json(at now: Instant) -> JSON {
        .filled([
            "lane": .string(lane.rawValue), "state": .string(state), "count": .count(count),
            "oldest_at": .time(oldest), "oldest_age_s": .count(Int(max(0, (now - oldest).milliseconds) / 1000)),
        ])
    }
}
