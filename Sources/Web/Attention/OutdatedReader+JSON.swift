import Messages
import Storage

extension OutdatedReader {
    var json: JSON {
        .filled([
            "object": reader.json, "message_id": .string(messageID), "read": read.json,
            "links": .filled([
                "message": .string(ProductPath.message(messageID)),
                "redrive": .string("/api/v1/outdated/\(messageID)/redrive"),
            ]),
        ])
    }
}
