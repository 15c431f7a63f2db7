import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// What somebody should look at: `GET /api/v1/unread` (filled attributes that nobody reads), `GET /api/v1/outdated`
    /// (delivered before something it read has changed; `POST …/{message}/redrive` has it mapped again), and
    /// `GET /api/v1/holds` (mappings that take away too much; `POST …/{id}/approve` lets one go on).
    func attention(_ postman: Postman) {
        read("/api/v1/unread", for: Role.staff) { _ in
            .fresh(
                .object([
                    .init("items", .array(try await postman.store.read { try $0.unread(limit: 1000) }.map(\.json)))
                ]))
        }
        read("/api/v1/outdated", for: Role.staff) { _ in
            let readers = try await postman.store.read { try $0.outdatedReaders(limit: 1000) }
            return .fresh(.object([.init("items", .array(readers.map(\.json)))]))
        }
        read("/api/v1/holds", for: Role.staff) { _ in
            .fresh(.object([.init("items", .array(try await postman.store.read { try $0.holds() }.map(\.json)))]))
        }
        decide("/api/v1/outdated/{id}/redrive", postman) { id, actor, reason, correlation in
            let redrive = OutdatedRedrive(
                choice: .message(id), actor: actor, reason: reason, correlationID: correlation)
            return { session, now in
                guard let message = try redrive.run(in: session, at: now).first else {
                    throw Problem(.notFound, "Сообщение «\(id)» ничего устаревшего не читало.")
                }
                return .object([.init("message_id", .string(message.id)), .init("object", message.key.json)])
            }
        }
        decide("/api/v1/holds/{id}/approve", postman) { id, actor, reason, correlation in
            let approval = HoldApproval(holdID: id, actor: actor, reason: reason, correlationID: correlation)
            return { session, now in try approval.run(in: session, at: now).json }
        }
    }

    private typealias Act = @Sendable (Session, Instant) throws -> JSON

    /// A decision about one thing by its id, with a reason.
    private func decide(
        _ path: String, _ postman: Postman, _ act: @escaping @Sendable (String, String, String, String) -> Act
    ) {
        mutate(.post, path, for: [.operator, .integrator], body: .json(.command)) { call in
            var body = try CommandReader(call.body)
            let reason = body.text("reason")
            try body.finish()
            return act(call.parameter("id").lowercased(), call.caller.name, reason, call.identity.correlationID)
        } commit: { claim, act in
            let answer = try await postman.committer.commit(claim) { session, now in
                Reply(status: 200, json: try act(session, now))
            }
            if case .first = answer { postman.wake() }
            return answer
        }
    }
}
