/// The value of a `Content-Type` header, in lower case: `application/json; charset=UTF-8`.
struct ContentType: Sendable, Hashable {
    let mediaType: String
    let charset: String?

    init(_ header: String) {
        let parts = header.split(separator: ";").map { Self.trimmed($0).lowercased() }
        mediaType = parts.first ?? ""
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
            .map { Self.trimmed($0.dropFirst("charset=".count)[...]) }
    }

    /// Whether the text is UTF-8, as far as the header tells.
    var isUTF8: Bool {
        charset.map { ["utf-8", "utf8", "us-ascii"].contains($0) } ?? true
    }

    private static func trimmed(_ text: Substring) -> String {
        let isOutside: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\"" }
        return String(text.drop(while: isOutside).reversed().drop(while: isOutside).reversed())
    }
}
