import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/revisions`: what is live, and every try to make something live; `POST` goes back to a revision that
    /// was live before, takes the tree on disk now, or approves what another caller wanted.
    func revisions(_ postman: Postman) {
        read("/api/v1/revisions", for: Role.staff) { call in
            let limit = try call.query.number("limit", in: 1...200, default: 20)
            let (live, history, proposals) = try await postman.store.read { session in
                (try session.liveActivation(), try session.activations(limit: limit), try session.proposals())
            }
            // Refusals since the live revision came: the tree on disk is not what is running.
            let refused = history.prefix { $0.id != live?.id }.first { !$0.isLive }
            return .fresh(
                .filled([
                    "live": live?.json, "node": .string(postman.revisions.liveID.text), "refused": refused?.json,
                    "proposals": .array(proposals.map(\.json)), "history": .array(history.map(\.json)),
                ]))
        }
        mutate(.post, "/api/v1/revisions", for: [.integrator, .analyst, .operator], body: .json(.command)) { call in
            (wish: try Self.wish(call), actor: call.caller.name)
        } commit: { claim, work in
            try await postman.revisions.fulfil(
                work.wish, actor: work.actor, under: claim, by: postman.committer, reply: Self.reply)
        }
    }

    /// Who may approve what another caller wanted.
    private static let seconds: Set<Role> = [.integrator, .operator]

    /// `{"activate":"<id>"}`, `{"reload":true}` or `{"approve":"<id>"}`: one of them.
    private static func wish(_ call: Call) throws(Problem) -> RevisionWish {
        var body = try CommandReader(call.body)
        var wishes: [RevisionWish] = []
        if let id = body.optionalText("activate") { wishes.append(.kept(RevisionID(id))) }
        if body.flag("reload") { wishes.append(.tree) }
        if let id = body.optionalText("approve") { wishes.append(.approval(RevisionID(id))) }
        if wishes.count != 1, body.faults.isEmpty {
            body.fail("activate", "нужно одно: activate или approve с номером ревизии либо reload: true")
        }
        try body.finish()
        let isApproval = if case .approval = wishes[0] { true } else { false }
        try call.caller.requireRole(isApproval ? seconds : [.integrator, .analyst])
        return wishes[0]
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
