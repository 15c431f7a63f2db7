import Messages
import Storage

extension KeptWindow {
    /// What was counted, and what was said when it closed.
    var json: JSON {
        .filled([
            "rule": .string(rule), "key": .string(key), "owner": owner, "revision": .string(revision.text),
            "opened_at": .time(openedAt), "closes_at": .time(closesAt), "planned": planned.map { JSON($0) },
            "hits": JSON(marks[2] ?? 0), "excused": JSON(marks[1] ?? 0), "misses": JSON(marks[0] ?? 0),
            "late": JSON(marks[-1] ?? 0), "closed_at": closedAt.map(JSON.time), "verdict": verdict,
        ])
    }
}
