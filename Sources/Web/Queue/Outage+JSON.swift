import Messages
import Storage

extension Outage {
    /// Who is away, since when and why.
    var json: JSON {
        .filled([
            "target": .string(target), "began_at": .time(beganAt), "reason": .string(Masking.masked(reason)),
        ])
    }
}
