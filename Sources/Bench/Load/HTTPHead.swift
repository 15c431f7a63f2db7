/// The head of an answer, as far as a load generator needs it.
struct HTTPHead {
    let status: Int
    /// In bytes, with the empty line.
    let length: Int
    let bodyLength: Int

    /// Reads it from the beginning of what came; nil while it has not come whole.
    init?(_ bytes: [UInt8]) {
        var end = 3
        while end < bytes.count, bytes[(end - 3)...end] != [13, 10, 13, 10] { end += 1 }
        guard end < bytes.count else { return nil }
        let lines = String(decoding: bytes[...end], as: UTF8.self).lowercased().split(separator: "\r\n")
        let name = "content-length:"
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        self.status = status
        length = end + 1
        bodyLength =
            lines.first { $0.hasPrefix(name) }
            .flatMap { Int($0.dropFirst(name.count).drop { $0 == " " }) } ?? 0
    }
}
