import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/dead-letters` lists what will not go on by itself; `POST /api/v1/dead-letters/redrive` sends it on
    /// its way again.
    func deadLetters(_ postman: Postman) {
        read("/api/v1/dead-letters", for: Role.staff) { call in
            let page = try PageRequest(call.query)
            let filter = try DeadLetterFilter { call.query[$0] }
            return try await postman.store.read { session in
                let letters = try session.deadLetters(filter, offset: page.offset, limit: page.size)
                let total = try session.deadLetterCount(filter)
                return .fresh(
                    .object([.init("items", .array(letters.map(\.json)))] + page.members(total: total)))
            }
        }
        mutate(.post, "/api/v1/dead-letters/redrive", for: [.operator], body: .json(.command)) { call in
            try RedriveCommand(call)
        } commit: { claim, command in
            let answer = try await postman.committer.commit(claim) { try command.run(in: $0, at: $1) }
            if case .first = answer, command.wakes { postman.wake() }
            return answer
        }
    }
}
