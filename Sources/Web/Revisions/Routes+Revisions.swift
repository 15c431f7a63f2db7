import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/revisions`: what is live, and every try to make something live; `POST` goes back to a revision that
    /// was live before, or takes the tree on disk now.
    func revisions(_ postman: Postman) {
        read("/api/v1/revisions", for: Role.staff) { call in
            let limit = try call.query.number("limit", in: 1...200, default: 20)
            let (live, history) = try await postman.store.read { session in
                (try session.liveActivation(), try session.activations(limit: limit))
            }
            // Refusals since the live revision came: the tree on disk is not what is running.
            let refused = history.prefix { $0.id != live?.id }.first { !$0.isLive }
            return .fresh(
                .filled([
                    "live": live?.json, "node": .string(postman.revisions.liveID.text), "refused": refused?.json,
                    "history": .array(history.map(\.json)),
                ]))
        }
        mutate(.post, "/api/v1/revisions", for: [.integrator, .analyst], body: .json(.command)) { call in
            (wish: try Self.wish(call), actor: call.caller.name)
        } commit: { claim, work in
            try await postman.revisions.fulfil(
                work.wish, actor: work.actor, under: claim, by: postman.committer, reply: Self.reply)
        }
    }

    /// `{"activate":"<id>"}` or `{"reload":true}`, and not both.
    private static func wish(_ call: Call) throws(Problem) -> RevisionWish {
        var body = try CommandReader(call.body)
        let id = body.optionalText("activate")
        let reloads = body.flag("reload")
        if (id != nil) == reloads, body.faults.isEmpty {
            body.fail("activate", "нужно одно из двух: activate с номером ревизии или reload: true")
        }
        try body.finish()
        return id.map { .kept(RevisionID($0)) } ?? .tree
    }

    private static func reply(_ change: RevisionChange) -> Reply {
        Reply(
            status: 200, headers: [.init("Pochtar-Revision", .string(change.revision.text))],
            json: .filled([
                "revision": .string(change.revision.text), "previous": change.previous.map { .string($0.text) },
                "changed": .bool(change.isNew),
            ]))
    }
}
