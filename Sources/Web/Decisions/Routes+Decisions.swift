import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `POST /api/v1/decisions` judges a step's facts by the live policies, `GET …/{id}` explains what was decided,
    /// `GET /api/v1/windows` tells what rates have come to, `GET /api/v1/policies` what is in force, since when and by
    /// whom.
    func decisions(_ postman: Postman) {
        receive("/api/v1/decisions", for: Set(Role.allCases), body: .json(.command)) { call in
            guard let facts = call.body.json else { preconditionFailure("the rule demands JSON") }
            let decision = try await postman.decide(
                facts, caller: call.caller.name, correlationID: call.identity.correlationID)
            return Reply(
                status: 200, headers: [.init("Pochtar-Revision", .string(decision.revision.text))], json: decision.json)
        }
        read("/api/v1/decisions/{id}", for: Set(Role.allCases)) { call in
            let id = call.parameter("id").lowercased()
            let decision = try await postman.store.read { try $0.decision(id) }
            guard let decision, !call.caller.seesOwnOnly || decision.caller == call.caller.name else {
                throw Problem(
                    .notFound,
                    "Решения «\(id)» нет: номер неверен, решение забыто\(call.caller.ownOnlyRemark).")
            }
            return .fresh(decision.explained)
        }
        read("/api/v1/windows", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            let state = try call.query.word("state", WindowState.self)
            let filter = WindowFilter(
                rule: call.query["rule"], courier: call.query["courier"], isOpen: state.map { $0 == .open })
            return try await postman.store.read { session in
                let items = try session.windows(filter, offset: page.offset, limit: page.size)
                let total = try session.windowCount(filter)
                return .fresh(.object([.init("items", .array(items.map(\.json)))] + page.members(total: total)))
            }
        }
        read("/api/v1/policies", for: Role.staff) { _ in
            let live = try await postman.store.read { try $0.liveActivation() }
            return .fresh(
                .filled([
                    "revision": .string(postman.revisions.liveID.text), "since": live.map { .time($0.at) },
                    "actor": live.map { .string($0.actor) }, "policies": try postman.policies(),
                ]))
        }
    }
}

/// Whether a window is still counted.
private enum WindowState: String, CaseIterable {
    case open, closed
}
