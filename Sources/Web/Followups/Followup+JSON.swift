import Messages
import Storage

extension Followup {
    /// What is to be done, by whom and why, and how it was done.
    var json: JSON {
        .filled([
            "id": .string(id), "state": .string(state.rawValue), "what": .string(what.rawValue),
            "whom": .string(whom), "text": .string(Masking.masked(text)), "policy": .string(policy),
            "rule": .string(rule), "case": .string(outcome), "courier": courier.map(JSON.string),
            "division": division.map(JSON.string), "window": window.map(JSON.string),
            "decision_id": decisionID.map(JSON.string), "task_id": taskID.map(JSON.string),
            "created_at": .time(createdAt), "due_at": dueAt.map(JSON.time),
            "escalate_to": escalateTo.map(JSON.string), "escalated_at": escalatedAt.map(JSON.time),
            "done_at": answer.map { .time($0.at) }, "done_by": answer.map { .string($0.actor) },
            "answer": answer?.text.map { .string(Masking.masked($0)) }, "approved": answer?.isApproved.map(JSON.bool),
            "links": .filled([
                "self": .string(ProductPath.followup(id)),
                "answer": state == .open ? .string(ProductPath.followup(id) + "/answer") : nil,
                "decision": decisionID.map { .string(ProductPath.decision($0)) },
            ]),
        ])
    }
}
