import HTTPTypes
import Messages
import Pipeline
import Storage

extension Routes {
    /// `POST /api/v1/messages` takes one object, `POST /api/v1/messages/batch` up to a thousand, line by line.
    func intake(_ postman: Postman) {
        mutate(.post, "/api/v1/messages", for: [.source], body: .json(.message)) { call in
            guard let document = call.body.document else { preconditionFailure("the rule demands JSON") }
            let reader = postman.reader
            let receipt = Receipt(correlationID: call.identity.correlationID, revision: reader.revisionID)
            let arrival = try reader.read(
                document, caller: call.caller.name, correlationID: call.identity.correlationID, at: call.now)
            try call.caller.requireSystem(arrival.key.system)
            return (arrival: arrival, receipt: receipt)
        } commit: { claim, work in
            try await postman.accept([work.arrival], under: claim) { acceptances in
                work.receipt.reply(to: work.arrival, acceptances[0])
            }
        }
        mutate(.post, "/api/v1/messages/batch", for: [.source], body: .lines(.batch)) { call in
            Batch(call, postman.reader)
        } commit: { claim, batch in
            try await postman.accept(batch.arrivals, under: claim, reply: batch.reply)
        }
    }
}
