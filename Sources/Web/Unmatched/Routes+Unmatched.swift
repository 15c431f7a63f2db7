import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/unmatched`: the protocol of the unmatched. `POST /api/v1/unmatched/{id}/choose` says which object
    /// of the target is meant (with `double`: that another source object has it, whose double this one is),
    /// `…/create` that none of them is and a new one is to be made, `…/skip` that the object is not to cross.
    func unmatched(_ postman: Postman) {
        read("/api/v1/unmatched", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            return try await postman.store.read { session in
                let items = try session.unmatched(offset: page.offset, limit: page.size)
                let total = try session.unmatchedCount()
                return .fresh(.object([.init("items", .array(items.map(\.json)))] + page.members(total: total)))
            }
        }
        decide("choose", postman) { body in
            let text = body.text("reference")
            guard let reference = GUID.normalized(text) else {
                if !text.isEmpty { body.fail("reference", "«\(text)» — не GUID") }
                return .skip
            }
            return body.flag("double") ? .double(reference: reference) : .object(reference: reference)
        }
        decide("create", postman) { _ in .create }
        decide("skip", postman) { _ in .skip }
    }

    private func decide(
        _ verb: String, _ postman: Postman,
        _ choice: @escaping @Sendable (inout CommandReader) -> UnmatchedDecision.Choice
    ) {
        mutate(
            .post, "/api/v1/unmatched/{id}/\(verb)", for: [.operator, .integrator], body: .json(.command)
        ) { call in
            var body = try CommandReader(call.body)
            let choice = choice(&body)
            let reason = body.text("reason")
            try body.finish()
            return UnmatchedDecision(
                dispatchID: call.parameter("id").lowercased(), choice: choice, actor: call.caller.name,
                reason: reason, correlationID: call.identity.correlationID)
        } commit: { claim, decision in
            let answer = try await postman.committer.commit(claim) { session, now in
                Reply(status: 200, json: try decision.run(in: session, at: now).json)
            }
            if case .first = answer { postman.wake() }
            return answer
        }
    }
}
