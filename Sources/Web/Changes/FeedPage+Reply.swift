import Messages
import Pipeline

extension FeedPage {
    /// The same page is the same answer, byte for byte.
    var reply: Reply {
        let tail: JSON = .object([.init("next", .string(next)), .init("more", .bool(hasMore))])
        let body = #"{"items":["# + items.joined(separator: ",") + "]," + tail.text.dropFirst()
        return Reply(
            status: 200,
            headers: [
                .init("Content-Type", "application/json; charset=utf-8"), .init("Cache-Control", "no-store"),
            ], body: Array(body.utf8))
    }
}
