import Messages
import Storage

extension Sorting {
    /// What came of the mapping, with place and trace for the integrator.
    var json: JSON {
        .filled([
            "outcome": .string(outcome.rawValue), "reason": reason.map { .string(Masking.masked($0)) },
            "detail": detail.map(Masking.masked), "revision": revision.map { .string($0.text) },
        ])
    }
}
