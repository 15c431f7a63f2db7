import Messages

/// What a connector's script wants after it was asked: to send a request, or to end.
enum ConnectorTurn: Sendable {
    /// The state is handed back to the script with the answer.
    case request(PeerRequest, state: JSON)
    case outcome(ConnectorOutcome)
    /// Claim the one of these that is ours, of objects that were in the target before us; `unlike` are found as well,
    /// but something tells them apart from ours. The state is handed back with what came of it.
    case adopt([String], unlike: [String], state: JSON)
    /// Look for objects of the target with the same looks as these values of fields; the state is handed back with what
    /// there is.
    case resemble(JSON, state: JSON)
    /// What `list` asked for.
    case listing(Listing)
    /// The object that `find` asked for.
    case found(String)

    /// Reads what a script's `start` or `next` returned; what is neither ends the delivery as refused.
    init(_ value: JSON, of plugin: String, _ function: String) {
        if let outcome = value["outcome"].flatMap(ConnectorOutcome.init) {
            self = .outcome(outcome)
        } else if let references = value["adopt"]?.array {
            self = .adopt(
                references.compactMap(\.string), unlike: value["unlike"]?.array?.compactMap(\.string) ?? [],
                state: value["state"] ?? .object([]))
        } else if let fields = value["resemble"] {
            self = .resemble(fields, state: value["state"] ?? .object([]))
        } else if let listing = Listing(value) {
            self = .listing(listing)
        } else if let reference = value["found"]?.string {
            self = .found(reference)
        } else if let wanted = value["request"], let request = PeerRequest(wanted) {
            self = .request(request, state: value["state"] ?? .object([]))
        } else {
            let detail = value["request"].flatMap(PeerRequest.refusal) ?? "нужен request или outcome из известных"
            self = .outcome(
                .refused(
                    reason: "коннектор \(plugin) ответил непонятно",
                    detail: "plugins/\(plugin)/handler.lua: \(function)(): \(detail)", field: nil))
        }
    }
}
