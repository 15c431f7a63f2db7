import Messages
import Storage

extension KeptDecision {
    /// What the asker is told.
    var json: JSON {
        .object([
            .init("id", .string(id)), .init("revision", .string(revision.text)), .init("step", .string(step)),
            .init("outcome", .string(outcome)), .init("verdicts", verdicts),
            .init("links", ["self": .string(ProductPath.decision(id))]),
        ])
    }

    /// The same with what it was decided by, and in words.
    var explained: JSON {
        .object(
            (json.members ?? []) + [
                .init("at", .time(at)), .init("received_at", .time(receivedAt)), .init("caller", .string(caller)),
                .init("correlation_id", .string(correlationID)), .init("facts", facts),
                .init("explanation", .array(explanation.map(JSON.string))),
            ])
    }
}
