import Messages
import Storage

extension UnreadField {
    var json: JSON {
        .filled([
            "source": .string(system), "type": .string(type), "path": .string(path), "messages": JSON(messages),
            "last_at": .time(lastAt), "message_id": .string(messageID),
            "links": .filled(["message": .string(ProductPath.message(messageID))]),
        ])
    }
}
