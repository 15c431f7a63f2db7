import Messages
import Storage

/// An object that a system comes for, in the form in which that system sends objects itself.
struct FeedItem: Sendable {
    let claim: OutboxClaim
    /// The mapped object with the system's own references in it.
    let fields: JSON

    private var dispatch: Dispatch { claim.dispatch }

    /// As what the system will have it.
    static func identifier(_ dispatch: Dispatch) -> String { dispatch.reference ?? dispatch.wanted }

    /// As it stands on a page.
    func change(at now: Instant) -> Change {
        let id = Identifier.make(at: now)
        let isNew = dispatch.reference == nil
        var members: [JSON.Member] = [
            .init("item", .string(id)), .init("kind", .string(Change.Kind.object.rawValue)),
            .init("type", .string(dispatch.targetType)), .init("id", .string(Self.identifier(dispatch))),
            .init("operation", .string(dispatch.action == .write ? "upsert" : "delete")),
            .init("is_new", .bool(isNew)), .init("presentation", JSON(claim.presentation)),
        ]
        if dispatch.action == .write { members.append(.init("data", Self.data(fields, isNew: isNew))) }
        members += [
            .init(
                "source",
                .object([
                    .init("system", .string(dispatch.source.system)), .init("type", .string(dispatch.source.type)),
                    .init("id", .string(dispatch.source.id)), .init("version", .string(claim.version)),
                ])),
            .init("message_id", .string(dispatch.messageID)), .init("correlation_id", .string(claim.correlationID)),
            .init("at", .string(now.rfc3339)),
        ]
        return Change(
            id: id, receiver: dispatch.target, kind: .object, object: dispatch.source, messageID: dispatch.messageID,
            dispatchID: dispatch.id, body: JSON.object(members.filter { !$0.value.isNull }).text, at: now)
    }

    /// The fields as the system itself would write them.
    private static func data(_ fields: JSON, isNew: Bool) -> JSON {
        .object(
            (fields.members ?? []).compactMap { field in
                guard let initial = field.value["$initial"] else { return .init(field.name, plain(field.value)) }
                // What is given at the creation only is the system's own afterwards.
                return isNew ? .init(field.name, plain(initial)) : nil
            })
    }

    private static func plain(_ value: JSON) -> JSON {
        value.replacingPlaceholders { name, content in
            switch name {
            case "$ref": ["ref": content["id"] ?? .null, "type": content["type"] ?? .null]
            case "$empty": .null
            case "$find": ["find": content]
            case "$merge":
                ["merge": ["key": content["key"] ?? [], "rows": plain(content["rows"] ?? [])]]
            default: nil
            }
        }
    }
}
