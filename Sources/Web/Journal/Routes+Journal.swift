import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/journal`: a feed by cursor, of one object, message or kind when asked for; with `tail` it begins at
    /// its end.
    func journal(_ postman: Postman) {
        read("/api/v1/journal", for: Role.staff) { call in
            let wanted = try JournalRequest(call.query)
            return .fresh(try await postman.store.read { try wanted.answer(in: $0) })
        }
    }
}
