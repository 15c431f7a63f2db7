package import Messages

/// What would come of a wish, without anything coming of it.
package struct RevisionRehearsal: Sendable, Hashable {
    /// What would happen.
    package enum Outcome: String, Sendable, Hashable {
        case live
        case refused
        case needsSecond = "needs_second"
    }

    /// The revision that would go live; nil when the tree cannot even be read.
    package let revision: RevisionID?
    /// The one that is live, and stays so.
    package let live: RevisionID
    /// Each at its place: `policies/geo.yaml:20:15`.
    package let errors: [Problem.Fault]
    package let warnings: [Problem.Fault]
    /// The numbers for which a second caller is needed.
    package let crossings: [Problem.Fault]

    package var outcome: Outcome { !errors.isEmpty ? .refused : crossings.isEmpty ? .live : .needsSecond }
}
