import Messages
import Storage

extension DeadLetterFilter {
    /// By which names a filter is asked for.
    static let names = ["state", "type", "target", "reason", "message", "since", "until"]

    private static let states = ["unmatched", "rejected", "failed", "refused", "dead"]

    /// Reads a filter by name. `since` is included, `until` is not; both are RFC 3339 times with a zone.
    init(_ value: (String) -> String?) throws(Problem) {
        self.init(
            state: value("state"), type: value("type"), target: value("target"), reason: value("reason"),
            messageID: value("message")?.lowercased(), since: try Self.time("since", value),
            until: try Self.time("until", value))
        if let state, !Self.states.contains(state) {
            throw Query.problem("state", "«\(state)» не бывает; известны: \(Self.states.joined(separator: ", "))")
        }
    }

    private static func time(_ name: String, _ value: (String) -> String?) throws(Problem) -> Instant? {
        guard let text = value(name) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Query.problem(name, "«\(text)» — не время; нужно вида 2026-11-27T09:30:00+03:00")
        }
        return instant
    }
}
