import Messages
import Pipeline
import Storage

/// What became of one message and of its dispatches.
struct MessageReport: Sendable {
    let message: Message
    private let sorting: Sorting?
    private let isUnsorted: Bool
    private let isLatest: Bool
    private let dispatches: [DispatchReport]
    /// Of the object, when this is its latest version.
    private let explanation: Explanation?

    /// Reads everything on one view of the store; nil when there is no such message.
    init?(_ id: String, in session: Session, at now: Instant) throws {
        guard let message = try session.message(id) else { return nil }
        self.message = message
        sorting = try session.sorting(of: id)
        isUnsorted = try session.isInInbox(id)
        isLatest = try session.isLatest(message)
        dispatches = try session.dispatches(of: id).map { try DispatchReport($0, in: session) }
        explanation = isLatest ? try Explanation.explain(message.key, in: session, at: now) : nil
    }

    /// - Parameter data: the object's attributes, when they are to be shown.
    func json(data: JSON?) -> JSON {
        .filled([
            "message_id": .string(message.id), "state": .string(state), "object": message.key.json,
            "presentation": message.presentation.map(JSON.string), "version": .string(message.version),
            "ordinal": .count(message.ordinal), "is_latest": .bool(isLatest),
            "operation": .string(message.operation.rawValue), "changed_at": .time(message.changedAt),
            "received_at": .time(message.receivedAt), "caller": .string(message.caller),
            "correlation_id": .string(message.correlationID), "mapping": sorting?.json,
            "dispatches": .array(dispatches.map(\.json)), "explanation": explanation?.json, "data": data,
            "links": .filled([
                "self": .string(ProductPath.message(message.id)), "object": .string(ProductPath.object(message.key)),
                "journal": .string(ProductPath.journal(message: message.id)),
            ]),
        ])
    }

    /// One word for the whole message: `accepted` until it is mapped, then what came of the mapping, then the state of
    /// the dispatch that is furthest from its goal, `confirmed` when all have reached it.
    private var state: String {
        if isUnsorted { return "accepted" }
        guard let sorting else { return "accepted" }
        guard sorting.outcome == .mapped else { return sorting.outcome.rawValue }
        let states = dispatches.map(\.dispatch.state)
        let order: [DispatchState] = [.dead, .refused, .parked, .written, .queued, .sending]
        if let worst = order.first(where: states.contains) { return worst.rawValue }
        let isReplaced = !states.isEmpty && states.allSatisfy { $0 == .superseded }
        return isReplaced ? DispatchState.superseded.rawValue : DispatchState.confirmed.rawValue
    }
}
