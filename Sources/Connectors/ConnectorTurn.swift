import Messages

/// What a connector's script wants after it was asked: to send a request, or to end.
enum ConnectorTurn: Sendable {
    /// The state is handed back to the script with the answer.
    case request(PeerRequest, state: JSON)
    case outcome(ConnectorOutcome)

    /// Reads what a script's `start` or `next` returned; what is neither ends the delivery as refused.
    init(_ value: JSON, of plugin: String, _ function: String) {
        if let outcome = value["outcome"].flatMap(ConnectorOutcome.init) {
            self = .outcome(outcome)
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
