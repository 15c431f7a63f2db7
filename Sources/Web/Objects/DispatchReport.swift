import Messages
import Storage

/// Where one dispatch is, what it waits for and when it is tried next.
struct DispatchReport: Sendable {
    let dispatch: Dispatch
    private let waits: [Wait]
    private let due: Instant?

    init(_ dispatch: Dispatch, in session: Session) throws {
        self.dispatch = dispatch
        waits = dispatch.state == .parked ? try session.waits(of: dispatch.id) : []
        due = dispatch.state.isLive ? try session.due(of: dispatch.id) : nil
    }

    var json: JSON {
        .filled([
            "id": .string(dispatch.id), "target": .string(dispatch.target),
            "target_type": .string(dispatch.targetType), "slot": .string(dispatch.slot),
            "action": .string(dispatch.action.rawValue), "lane": .string(dispatch.lane.rawValue),
            "state": .string(dispatch.state.rawValue), "attempts": .count(dispatch.attempts),
            "reason": dispatch.reason.map { .string(Masking.masked($0)) }, "due_at": due.map(JSON.time),
            "waits": waits.isEmpty ? nil : .array(waits.map(Self.json)),
            "reference": dispatch.reference.map(JSON.string), "revision": .string(dispatch.revision.text),
            "created_at": .time(dispatch.createdAt),
        ])
    }

    private static func json(_ wait: Wait) -> JSON {
        .filled([
            "object": wait.source.json, "name": wait.name.map(JSON.string), "target": .string(wait.target),
            "target_type": .string(wait.targetType), "since": .time(wait.since),
            "links": .filled(["object": .string(ProductPath.object(wait.source))]),
        ])
    }
}
