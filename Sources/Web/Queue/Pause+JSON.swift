import Messages
import Storage

extension Pause {
    /// Which lane is stopped, since when, by whom and why.
    var json: JSON {
        .filled([
            "target": .string(target), "lane": .string(lane.rawValue), "reason": .string(reason), "at": .time(at),
            "actor": .string(actor),
        ])
    }
}
