import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/changes?since=…&kind=…&limit=…`: a system that cannot be called comes for what is its own (CF-48).
    /// `since` acknowledges the page that ended with that cursor; until then the same page is given again.
    /// `POST /api/v1/changes/{item}/refusal` says that one item of the page cannot be taken.
    func changes(_ postman: Postman) {
        read("/api/v1/changes", for: [.source]) { call in
            let request = FeedRequest(
                receiver: try call.caller.receiver(named: call.query["system"]),
                since: call.query["since"], kinds: try call.query.kinds(),
                limit: try call.query.number(
                    "limit", in: FeedRequest.limits, default: FeedRequest.standardLimit))
            return try await postman.changes(request).reply
        }
        mutate(
            .post, "/api/v1/changes/{item}/refusal", for: [.source], body: .json(.command), by: postman.committer
        ) { call in
            var body = try CommandReader(call.body)
            let refusal = FeedRefusal(
                receiver: try call.caller.receiver(named: body.optionalText("system") ?? call.query["system"]),
                item: call.parameter("item").lowercased(), reason: body.text("reason"),
                field: body.optionalText("field"))
            try body.finish()
            return { session, now in
                let change = try postman.refuse(refusal, in: session, at: now)
                return Reply(
                    status: 200,
                    json: .filled([
                        "item": .string(change.id), "dispatch_id": change.dispatchID.map(JSON.string),
                        "message_id": .string(change.messageID), "outcome": "refused",
                    ]))
            }
        }
    }
}
