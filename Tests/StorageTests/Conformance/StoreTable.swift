@testable import Storage

/// The tables that hold what the verbs have done. A row is shown as its texts, then its numbers.
enum StoreTable: String, CaseIterable, Sendable {
    // Those that refer to others come first, so that all can be emptied in this order.
    case waits, revisit, outbox, dispatch, inbox, sorting, object, message, xref, outage, idempotency, pause, journal

    var texts: [String] {
        switch self {
        case .message:
            [
                "id", "system", "object_type", "object_id", "version", "operation", "presentation", "data", "data_hash",
                "caller", "correlation_id",
            ]
        case .object:
            [
                "system", "object_type", "object_id", "message_id", "version", "operation", "data_hash",
                "presentation",
            ]
        case .inbox: ["message_id", "system", "object_type", "object_id", "lane"]
        case .sorting: ["message_id", "outcome", "reason", "detail", "revision"]
        case .dispatch:
            [
                "id", "message_id", "system", "object_type", "object_id", "target", "slot", "target_type", "action",
                "lane", "state", "key", "fields", "fields_hash", "revision", "wanted", "reference", "reason", "detail",
            ]
        case .outbox: ["dispatch_id", "target", "lane", "head_key"]
        case .waits: ["dispatch_id", "target", "target_type", "system", "object_type", "object_id", "name"]
        case .revisit:
            [
                "target", "target_type", "system", "object_type", "object_id", "waiting_system", "waiting_type",
                "waiting_id", "lane",
            ]
        case .xref:
            [
                "target", "system", "object_type", "object_id", "slot", "target_type", "reference", "message_id",
                "fields_hash",
            ]
        case .outage: ["target", "reason"]
        case .idempotency: ["caller", "method", "route", "key", "fingerprint", "headers", "correlation_id"]
        case .pause: ["target", "lane", "reason", "actor"]
        case .journal:
            [
                "kind", "system", "object_type", "object_id", "message_id", "dispatch_id", "target", "correlation_id",
                "revision", "summary", "detail",
            ]
        }
    }

    var numbers: [String] {
        switch self {
        case .message: ["ordinal", "changed_at", "received_at"]
        case .object: ["ordinal", "changed_at", "arrivals"]
        case .inbox: ["ordinal", "due_at", "received_at", "lease_until", "lease_token"]
        case .sorting, .pause, .journal: ["at"]
        case .dispatch: ["ordinal", "position", "attempts", "created_at", "updated_at"]
        case .outbox:
            ["ordinal", "position", "due_at", "held_by_outage", "since", "lease_until", "lease_token", "dated"]
        case .waits: ["since", "escalate_at", "escalated"]
        case .xref: ["ordinal", "removed", "shared", "posted", "at"]
        case .revisit: ["since"]
        case .outage: ["began_at", "ended_at"]
        case .idempotency: ["status", "created_at", "expires_at"]
        }
    }
}

extension Session {
    /// The rows of a table, the journal's in their order, others' sorted.
    func table(_ table: StoreTable) throws -> [String] {
        let columns = (table.texts + table.numbers).joined(separator: ", ")
        let order = table == .journal ? "ORDER BY id" : ""
        let lines = try rows("SELECT \(columns) FROM \(table.rawValue) \(order)").map { row in
            let texts = table.texts.map { row.textIfAny($0) ?? "∅" }
            let numbers = table.numbers.map { row.intIfAny($0).map(String.init) ?? "∅" }
            return (texts + numbers).joined(separator: " | ")
        }
        return table == .journal ? lines : lines.sorted()
    }

    /// Empties all tables.
    func empty() throws {
        for table in StoreTable.allCases { try post("DELETE FROM \(table.rawValue)") }
    }
}
