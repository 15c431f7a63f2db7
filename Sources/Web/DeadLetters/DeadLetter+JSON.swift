import Messages
import Storage

extension DeadLetter {
    /// What will not go on by itself, and why.
    var json: JSON {
        .filled([
            "message_id": .string(messageID), "dispatch_id": dispatchID.map(JSON.string), "object": object.json,
            "presentation": presentation.map(JSON.string), "target": target.map(JSON.string),
            "target_type": targetType.map(JSON.string), "state": .string(state),
            "reason": reason.map { .string(Masking.masked($0)) }, "attempts": .count(attempts),
            "revision": revision.map { .string($0.text) }, "at": .time(at),
            "links": .filled([
                "message": .string(ProductPath.message(messageID)), "object": .string(ProductPath.object(object)),
            ]),
        ])
    }
}
