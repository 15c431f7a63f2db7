import Messages
import Policies

/// A sound tree whose numbers leave their guard rails: it goes live when a second caller approves it.
struct SecondNeeded: Error, Sendable {
    let revision: RevisionID
    /// At least one.
    let crossings: [GuardRails.Crossing]

    /// One line each, `file:line:column: sentence`.
    var findings: [String] { crossings.map { "\($0.at): \($0.sentence)" } }

    /// What the caller is told: every number with its place, its rail and what to do.
    func problem(stillLive: RevisionID) -> Problem {
        Problem(
            .needsSecond,
            "Ревизии \(revision) нужно второе согласие — \(findings.joined(separator: "; ")). Верните числа в границы, "
                + "или пусть другой ключ с ролью integrator или operator одобрит её: POST /api/v1/revisions "
                + "{\"approve\":\"\(revision)\"}. В силе осталась ревизия \(stillLive).",
            faults: crossings.map { .init(field: $0.at, message: $0.sentence) })
    }
}
