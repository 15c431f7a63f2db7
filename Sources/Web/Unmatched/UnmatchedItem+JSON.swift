import Messages
import Storage

extension UnmatchedItem {
    /// What only a person can match, with what there is to choose from.
    var json: JSON {
        .filled([
            "dispatch_id": dispatchID.map(JSON.string), "message_id": .string(messageID), "object": object.json,
            "presentation": presentation.map(JSON.string), "target": target.map(JSON.string),
            "target_type": targetType.map(JSON.string), "reason": reason.map { .string(Masking.masked($0)) },
            "field": detail?["field"], "value": detail?["value"], "candidates": detail?["candidates"],
            "at": .time(at),
            "links": .filled([
                "message": .string(ProductPath.message(messageID)), "object": .string(ProductPath.object(object)),
                "choose": dispatchID.map { .string("/api/v1/unmatched/\($0)/choose") },
                "create": dispatchID.map { .string("/api/v1/unmatched/\($0)/create") },
                "skip": dispatchID.map { .string("/api/v1/unmatched/\($0)/skip") },
            ]),
        ])
    }
}
