import Messages

/// The postman's answer to one step, judged message by message.
struct PostmanReply {
    let status: Int
    /// Per message: whether it was taken.
    let taken: [Bool]
    /// Per message: whether it had been known already.
    let known: [Bool]

    /// - Parameters:
    ///   - replayed: the header `Idempotent-Replayed: true` was there.
    ///   - count: how many messages the step carried.
    init(status: Int, body: [UInt8], replayed: Bool, count: Int, isBatch: Bool) {
        self.status = status
        let isGood = (200..<300).contains(status)
        guard isBatch, isGood else {
            let answer = try? JSONReader.read(body)
            taken = Array(repeating: isGood, count: count)
            known = Array(repeating: replayed || (answer?["duplicate_of"]?.string != nil), count: count)
            return
        }
        let lines = body.split(separator: 0x0A).compactMap { try? JSONReader.read($0) }
        taken = (0..<count).map { $0 < lines.count && Self.isTaken(lines[$0]) }
        known = (0..<count).map { replayed || ($0 < lines.count && lines[$0]["duplicate_of"]?.string != nil) }
    }

    /// Worth another try: the network's and the server's failures, and a key still at work.
    var isTransient: Bool {
        status >= 500 || status == 409 || status == 408 || status == 429
    }

    private static func isTaken(_ line: JSON) -> Bool {
        if let status = line["status"]?.int { return (200..<300).contains(status) }
        return line["message_id"]?.string != nil && line["code"] == nil
    }
}
