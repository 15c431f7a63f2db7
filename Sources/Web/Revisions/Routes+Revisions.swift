import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/revisions`: what is live, and every try to make something live; `POST` goes back to a revision that
    /// was live before, takes the tree on disk now, changes files of the live one, or approves what another caller
    /// wanted.
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
        mutate(.post, "/api/v1/revisions", for: [.integrator, .analyst, .operator], body: .json(.revision)) { call in
            (command: try RevisionCommand(call), actor: call.caller.name)
        } commit: { claim, work in
            let (revisions, committer) = (postman.revisions, postman.committer)
            guard !work.command.isDry else {
                return try await revisions.rehearse(
                    work.command.wish, under: claim, by: committer, reply: Self.reply)
            }
            return try await revisions.fulfil(
                work.command.wish, actor: work.actor, under: claim, by: committer, reply: Self.reply)
        }
    }

    private static func reply(_ change: RevisionChange) -> Reply {
        Reply(
            status: 200, headers: [.init("Pochtar-Revision", .string(change.revision.text))],
            json: .filled([
                "revision": .string(change.revision.text), "previous": change.previous.map { .string($0.text) },
                "changed": .bool(change.isNew),
            ]))
    }

    private static func reply(_ rehearsal: RevisionRehearsal) -> Reply {
        Reply(
            status: 200,
            json: .filled([
                "dry_run": true, "outcome": .string(rehearsal.outcome.rawValue),
                "revision": rehearsal.revision.map { .string($0.text) }, "live": .string(rehearsal.live.text),
                "errors": list(rehearsal.errors), "warnings": list(rehearsal.warnings),
                "guards": list(rehearsal.crossings),
            ]))
    }

    private static func list(_ faults: [Problem.Fault]) -> JSON {
        .array(faults.map { ["field": .string($0.field), "message": .string($0.message)] })
    }
}
