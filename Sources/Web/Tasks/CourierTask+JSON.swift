import Messages
import Storage

extension CourierTask {
    /// The task as the staff sees it.
    var json: JSON { json(isWhole: true) }

    /// - Parameter isWhole: with the points.
    func json(isWhole: Bool) -> JSON {
        .filled([
            "id": .string(id), "state": .string(state.rawValue), "courier": courier.map(JSON.string),
            "division": division.map(JSON.string), "warehouse": warehouse.map(JSON.string),
            "address": isWhole ? address : nil,
            "base": isWhole ? base : nil, "due_kop": dueKopecks.map { JSON($0) }, "created_at": .time(createdAt),
            "updated_at": .time(updatedAt), "links": ["self": .string(ProductPath.task(id))],
        ])
    }
}

extension TaskEvent {
    /// A step that waits, with its task.
    var waiting: JSON {
        .object([.init("task", .string(task))] + (json(isWhole: true).members ?? []))
    }

    /// What was done, and what became of it.
    ///
    /// - Parameter isWhole: with where it was done and what came.
    func json(isWhole: Bool) -> JSON {
        .filled([
            "id": .string(id), "event": .string(event), "at": .time(at), "received_at": .time(receivedAt),
            "step": .string(step), "result": .string(result.rawValue), "state": .string(state.rawValue),
            "actor": .string(actor), "correlation_id": .string(correlationID), "payload": isWhole ? payload : nil,
            "checkin": isWhole ? place : nil,
            "approved_by": approvedBy.map(JSON.string), "approval": isWhole ? approval.map(JSON.string) : nil,
            "links": ["decision": .string(ProductPath.decision(decision))],
        ])
    }
}
