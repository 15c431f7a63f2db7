import Foundation
import Messages

/// One request as a connector's script asked for it, checked: it can reach nothing but its own destination.
struct PeerRequest: Sendable {
    static let methods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    /// Headers that are ours to set.
    static let reserved: Set<String> = [
        "authorization", "host", "content-length", "transfer-encoding", "connection", "cookie", "proxy-authorization",
    ]
    static let headerLimit = 32
    static let headerLengthLimit = 1024

    let method: String
    /// Percent-encoded, from the destination's base on, with its query.
    let target: String
    /// The path alone, readable: what the journal shows.
    let path: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]?

    /// Nil when the script's request is not one: `refusal` of the same value says why.
    init?(_ value: JSON) {
        guard Self.refusal(of: value) == nil, let path = value["path"]?.string else { return nil }
        method = value["method"]?.string ?? "GET"
        let query = (value["query"]?.members ?? []).compactMap(Self.pair)
        target = path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        self.path = path.removingPercentEncoding ?? path
        headers = (value["headers"]?.members ?? []).compactMap { member in
            member.value.string.map { (name: member.name, value: $0) }
        }
        switch value["body"] {
        case nil, .null: body = nil
        case .string(let text): body = Array(text.utf8)
        case let json?: body = json.bytes(sortingKeys: true)
        }
    }

    /// Why a script's request cannot be sent; nil when it can.
    static func refusal(of value: JSON) -> String? {
        guard let path = value["path"]?.string else { return "в запросе нет path" }
        guard path.isEmpty || path.hasPrefix("/"), !path.contains("//"), !path.contains("/../"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { return "path «\(path)» должен начинаться с / и быть закодирован" }
        guard methods.contains(value["method"]?.string ?? "GET") else {
            return "method: нужен один из \(methods.sorted())"
        }
        let headers = value["headers"]?.members ?? []
        guard headers.count <= headerLimit else { return "заголовков больше \(headerLimit)" }
        for header in headers {
            guard !reserved.contains(header.name.lowercased()) else { return "заголовок \(header.name) ставит почтарь" }
            guard let text = header.value.string, isHeader(header.name, text) else {
                return "заголовок \(header.name): нужна строка латиницей не длиннее \(headerLengthLimit)"
            }
        }
        return nil
    }

    private static func isHeader(_ name: String, _ value: String) -> Bool {
        let token = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        return token && !name.isEmpty && value.utf8.count <= headerLengthLimit
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func pair(_ member: JSON.Member) -> String? {
        let text = member.value.string ?? (member.value.members == nil ? member.value.text : nil)
        guard let text, let value = text.addingPercentEncoding(withAllowedCharacters: unreserved) else { return nil }
        return member.name + "=" + value
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
