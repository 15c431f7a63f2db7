import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/followups` lists what somebody must do because of verdicts, `POST …/{id}/answer` says that it is
    /// done: why, or whether it is approved.
    func followups(_ postman: Postman) {
        read("/api/v1/followups", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            let filter = FollowupFilter(
                state: try call.query.word("state", Followup.State.self),
                what: try call.query.word("what", Followup.What.self), rule: call.query["rule"],
                courier: call.query["courier"], division: call.query["division"])
            return try await postman.store.read { session in
                let items = try session.followups(filter, offset: page.offset, limit: page.size)
                let total = try session.followupCount(filter)
                return .fresh(.object([.init("items", .array(items.map(\.json)))] + page.members(total: total)))
            }
        }
        read("/api/v1/followups/{id}", for: Role.staff) { call in
            let id = call.parameter("id").lowercased()
            guard let followup = try await postman.store.read({ try $0.followup(id) }) else {
                throw Followup.unknown(id)
            }
            return .fresh(followup.json)
        }
        mutate(
            .post, "/api/v1/followups/{id}/answer", for: Role.followupAnswerers, body: .json(.command),
            by: postman.committer
        ) { call in
            var body = try CommandReader(call.body)
            let text = body.optionalText("answer")
            let isApproved = body.optionalFlag("approved")
            try body.finish()
            let answer = FollowupAnswer(
                followupID: call.parameter("id").lowercased(), text: text, isApproved: isApproved,
                actor: call.caller.name)
            return { session, now in Reply(status: 200, json: try answer.run(in: session, at: now).json) }
        }
    }
}
