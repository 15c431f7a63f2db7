import Messages
import Scripts

extension TreeRefused {
    /// What the caller is told who wanted the tree to be live: every finding with its place.
    func problem(stillLive: RevisionID) -> Problem {
        let first = findings.first.map { ": \($0.description)" } ?? ""
        let more = findings.count > 1 ? " (и ещё \(findings.count - 1))" : ""
        return Problem(
            .revisionRefused, "Дерево не принято\(first)\(more). В силе осталась ревизия \(stillLive).",
            faults: findings.map(\.fault))
    }
}

extension Finding {
    /// The finding as a fault of a request, at `file:line:column`.
    var fault: Problem.Fault {
        let column = column.map { ":\($0)" } ?? ""
        return .init(field: "\(file):\(line)\(column)", message: message)
    }
}
