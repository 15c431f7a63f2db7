import Messages
import NIOHTTP1

/// What an HTTP peer answered.
struct Answer: Sendable, CustomStringConvertible {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// The first value of a header.
    subscript(header name: String) -> String? { headers.first(name: name) }

    /// A member of the answer's JSON object.
    subscript(name: String) -> JSON? { json[name] }

    /// The body as JSON; null when it is none.
    var json: JSON { (try? JSONReader.read(body)) ?? .null }

    var description: String { "\(status) \(String(decoding: body.prefix(2000), as: UTF8.self))" }
}

extension Answer {
    /// What makes this another answer than the first one said again; nothing when it is a replay to the byte.
    func differences(from first: Answer) -> [String] {
        let same = ["Location", "X-Correlation-Id", "Pochtar-Revision", "Content-Type"]
        let headers = same.filter { self[header: $0] != first[header: $0] }.map { name in
            "\(name): \(self[header: name] ?? "none"), first \(first[header: name] ?? "none")"
        }
        return headers + (status == first.status && body == first.body ? [] : ["\(self), first \(first)"])
            + (self[header: "Idempotent-Replayed"] == "true" ? [] : ["it does not say that it is a replay"])
    }
}
