import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `POST /api/v1/queue/pause` and `/resume`: an operator stops a lane to a target, or lets it go on. Asked for what
    /// is so already, they say so and change nothing.
    func lanes(_ postman: Postman) {
        mutate(
            .post, "/api/v1/queue/pause", for: [.operator], body: .json(.command), by: postman.committer
        ) { call in
            let control = try Self.control(call, postman)
            return { session, now in
                let (pause, isNew) = try control.pause(in: session, at: now)
                return Reply(
                    status: 200,
                    json: .object([
                        .init("paused", true), .init("changed", .bool(isNew)), .init("pause", pause.json),
                    ]))
            }
        }
        mutate(
            .post, "/api/v1/queue/resume", for: [.operator], body: .json(.command), by: postman.committer
        ) { call in
            let control = try Self.control(call, postman)
            return { session, now in
                let ended = try control.resume(in: session, at: now)
                return Reply(
                    status: 200,
                    json: .filled(["paused": false, "changed": .bool(ended != nil), "pause": ended?.json]))
            }
        }
    }

    private static func control(_ call: Call, _ postman: Postman) throws(Problem) -> LaneControl {
        var body = try CommandReader(call.body)
        let target = body.text("target")
        let lane = body.word("lane", Lane.self)
        let reason = body.text("reason")
        let known = postman.targets
        if !target.isEmpty, !known.contains(target) {
            let names = known.sorted().joined(separator: ", ")
            body.fail("target", "в «\(target)» ничего не отправляется; известны: \(names)")
        }
        try body.finish()
        guard let lane else { preconditionFailure("a missing lane is a fault") }
        return LaneControl(
            target: target, lane: lane, actor: call.caller.name, reason: reason,
            correlationID: call.identity.correlationID)
    }
}
