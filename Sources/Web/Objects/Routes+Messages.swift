import Messages
import Pipeline
import Storage

extension Routes {
    /// `GET /api/v1/messages/{id}`: what became of a message; with `?data=1` its attributes too, personal data masked.
    func messages(_ postman: Postman) {
        read("/api/v1/messages/{id}", for: Role.readers) { call in
            let id = call.parameter("id").lowercased()
            let wantsData = call.query.flag("data")
            if wantsData { try call.caller.requireRole([.integrator, .operator]) }
            let report = try await postman.store.read { try MessageReport(id, in: $0, at: call.now) }
            guard let report, !call.caller.seesOwnOnly || report.message.caller == call.caller.name else {
                throw Problem(.notFound, "Сообщения «\(id)» нет\(call.caller.ownOnlyRemark).")
            }
            let data = wantsData ? try JSONReader.read(report.message.data.utf8) : nil
            return .fresh(report.json(data: data.map(Masking.masked)))
        }
    }
}
