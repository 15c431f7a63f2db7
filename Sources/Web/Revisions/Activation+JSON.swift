import Messages
import Storage

extension Activation {
    /// Which revision was to be live, who wanted it, and why it was refused when it was.
    var json: JSON {
        .filled([
            "revision": .string(revision.text), "outcome": isLive ? "live" : "refused", "at": .time(at),
            "actor": .string(actor), "findings": isLive ? nil : .array(findings.map(JSON.string)),
        ])
    }
}
