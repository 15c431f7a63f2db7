import HTTPTypes
import Messages
import Pipeline
import Storage

extension StepAnswer {
    /// What the courier is told: 200 for a step that is done, 202 for one that waits for something, a problem for one
    /// that is refused.
    func reply(_ identity: RequestIdentity) -> Reply {
        let revision = JSON.Member("Pochtar-Revision", .string(decision.revision.text))
        switch event.result {
        case .done: return Reply(status: 200, headers: [revision], json: json)
        case .waiting, .replaced: return Reply(status: 202, headers: [revision], json: json)
        case .refused:
            let said = objections.filter { $0["verdict"]?.string == "fail" }
            let faults = said.map { verdict in
                Problem.Fault(field: verdict["rule"]?.string ?? "", message: Self.sentence(verdict))
            }
            let problem = Problem(
                .policyRefused, faults.map(\.message).joined(separator: " "), faults: faults,
                location: ProductPath.decision(decision.id))
            return ProblemDocument(ProblemAnswer(problem), path: ProductPath.task(task.id), identity: identity).reply
        }
    }

    private var json: JSON {
        [
            "task": task.json(isWhole: false), "event": event.json(isWhole: false),
            "outcome": .string(decision.outcome),
            "needs": .array(
                objections.map { verdict in
                    .filled([
                        "rule": verdict["rule"], "next": verdict["next"], "reason": verdict["reason"],
                        "fix": verdict["fix"],
                    ])
                }),
            "warnings": .array(warnings),
            "links": ["decision": .string(ProductPath.decision(decision.id))],
        ]
    }

    /// What the courier is to know though the step goes through: «ещё 4 скана до 95 %».
    private var warnings: [JSON] {
        (decision.verdicts.array ?? []).compactMap { verdict in
            guard verdict["mode"]?.string != "shadow", verdict["waiver"] == nil, verdict["answered"] == nil,
                !objections.contains(verdict), let reason = verdict["reason"]
            else { return nil }
            return .filled(["rule": verdict["rule"], "reason": reason, "fix": verdict["fix"]])
        }
    }

    private static func sentence(_ verdict: JSON) -> String {
        [verdict["reason"]?.string, verdict["fix"]?.string].compactMap { $0.map { "\($0)." } }.joined(separator: " ")
    }
}
