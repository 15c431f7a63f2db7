import Messages
import Storage

/// What became of a message in a target, for the system that sent it.
struct Confirmation: Sendable {
    /// How it stands with the target's object, or why there is none.
    enum Outcome: String, Sendable {
        /// The target has it as it should be.
        case confirmed
        /// The target had exactly this already.
        case unchanged
        /// It is there, and not posted yet; posting is tried again.
        case written
        /// The target said no.
        case refused
        /// The deadline passed.
        case dead
        /// Somebody must choose or complete a table first.
        case unmatched
        /// The mapping says that the document is wrong.
        case rejected
        /// The mapping broke.
        case failed
    }

    let source: ObjectKey
    let messageID: String
    let version: String
    let presentation: String?
    let correlationID: String
    let outcome: Outcome
    /// In Russian, for the user of the source.
    let reason: String?
    /// The target's object, where there is one.
    private let there: [JSON.Member]

    /// What became of one target object of a message.
    init(
        dispatch: Dispatch, version: String, presentation: String?, correlationID: String, outcome: Outcome,
        reference: String?, reason: String?
    ) {
        source = dispatch.source
        messageID = dispatch.messageID
        self.version = version
        self.presentation = presentation
        self.correlationID = correlationID
        self.outcome = outcome
        self.reason = reason
        there = [
            .init("target", .string(dispatch.target)), .init("target_type", .string(dispatch.targetType)),
            .init("action", .string(dispatch.action.rawValue)), .init("reference", JSON(reference)),
            .init("number", JSON(Self.number(in: dispatch))),
        ]
    }

    /// A message that came to nothing before any target heard of it.
    init(message: Message, outcome: Outcome, reason: String?) {
        source = message.key
        messageID = message.id
        version = message.version
        presentation = message.presentation
        correlationID = message.correlationID
        self.outcome = outcome
        self.reason = reason
        there = []
    }

    /// As it waits for the source to come for it.
    func change(at now: Instant) -> Change {
        let id = Identifier.make(at: now)
        let members: [JSON.Member] =
            [
                .init("item", .string(id)), .init("kind", .string(Change.Kind.confirmation.rawValue)),
                .init("type", .string(source.type)), .init("id", .string(source.id)),
                .init("version", .string(version)), .init("presentation", JSON(presentation)),
                .init("outcome", .string(outcome.rawValue)),
            ] + there + [
                .init("reason", JSON(reason)), .init("message_id", .string(messageID)),
                .init("correlation_id", .string(correlationID)), .init("at", .string(now.rfc3339)),
            ]
        return Change(
            id: id, receiver: source.system, kind: .confirmation, object: source, messageID: messageID,
            dispatchID: nil, body: JSON.object(members.filter { !$0.value.isNull }).text, at: now)
    }

    /// The number or code by which people will find it, when the mapping gives it one.
    private static func number(in dispatch: Dispatch) -> String? {
        guard dispatch.action == .write, let fields = try? JSONReader.read(dispatch.fields.utf8) else { return nil }
        return fields["Номер"]?.string ?? fields["Код"]?.string
    }
}
