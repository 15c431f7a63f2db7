import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/queue`: how much waits in each lane and state, the items themselves, what is away or stopped.
    func queue(_ postman: Postman) {
        read("/api/v1/queue", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            let lane = try call.query.word("lane", Lane.self)
            let state = try call.query.word("state", DispatchState.self)
            let receivers = postman.receivers
            return try await postman.store.read { session in
                let items = try session.queue(lane: lane, state: state, offset: page.offset, limit: page.size)
                let total = try session.queueCount(lane: lane, state: state)
                return .fresh(
                    .object(
                        [
                            .init("depths", .array(try session.queueDepths().map { $0.json(at: call.now) })),
                            .init(
                                "feeds",
                                .array(try session.feedDepths(of: receivers).map { $0.json(at: call.now) })),
                            .init("outages", .array(try session.openOutages().map(\.json))),
                            .init("pauses", .array(try session.pauses().map(\.json))),
                            .init("items", .array(items.map { Self.item($0.dispatch, $0.presentation, $0.due) })),
                        ] + page.members(total: total)))
            }
        }
    }

    private static func item(_ dispatch: Dispatch, _ presentation: String?, _ due: Instant?) -> JSON {
        .filled([
            "dispatch_id": .string(dispatch.id), "message_id": .string(dispatch.messageID),
            "object": dispatch.source.json, "presentation": presentation.map(JSON.string),
            "target": .string(dispatch.target), "target_type": .string(dispatch.targetType),
            "action": .string(dispatch.action.rawValue), "lane": .string(dispatch.lane.rawValue),
            "state": .string(dispatch.state.rawValue), "attempts": .count(dispatch.attempts),
            "reason": dispatch.reason.map { .string(Masking.masked($0)) }, "due_at": due.map(JSON.time),
            "created_at": .time(dispatch.createdAt),
            "links": .filled([
                "message": .string(ProductPath.message(dispatch.messageID)),
                "object": .string(ProductPath.object(dispatch.source)),
            ]),
        ])
    }
}
