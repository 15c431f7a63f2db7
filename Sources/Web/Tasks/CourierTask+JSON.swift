import Messages
import Storage

extension CourierTask {
    /// The task as callers see it.
    var json: JSON {
        .filled([
            "id": .string(id), "state": .string(state.rawValue), "courier": courier.map(JSON.string),
            "division": division.map(JSON.string), "warehouse": warehouse.map(JSON.string), "address": address,
            "base": base, "due_kop": dueKopecks.map { JSON($0) }, "created_at": .time(createdAt),
            "updated_at": .time(updatedAt), "links": ["self": .string(ProductPath.task(id))],
        ])
    }
}

extension TaskEvent {
    /// What was done, and what became of it.
    var json: JSON {
        .filled([
            "id": .string(id), "event": .string(event), "at": .time(at), "received_at": .time(receivedAt),
            "step": .string(step), "result": .string(result.rawValue), "state": .string(state.rawValue),
            "actor": .string(actor), "correlation_id": .string(correlationID), "payload": payload, "checkin": place,
            "approved_by": approvedBy.map(JSON.string), "approval": approval.map(JSON.string),
            "links": ["decision": .string(ProductPath.decision(decision))],
        ])
    }
}
