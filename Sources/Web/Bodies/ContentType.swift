/// The value of a `Content-Type` header, in lower case: `application/json; charset=UTF-8`.
struct ContentType: Sendable, Hashable {
    let mediaType: String
    let charset: String?

    init(_ header: String) {
        guard !Self.isPlain(header) else {
            (mediaType, charset) = (header, nil)
            return
        }
        let parts = header.split(separator: ";").map { HeaderText.unquoted($0).lowercased() }
        mediaType = parts.first ?? ""
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
            .map { String(HeaderText.unquoted($0.dropFirst("charset=".count))) }
    }

    /// Whether the text is UTF-8, as far as the header tells.
    var isUTF8: Bool {
        charset.map { ["utf-8", "utf8", "us-ascii"].contains($0) } ?? true
    }

    /// Whether the header is a media type in lower case and nothing else, as it mostly is.
    private static func isPlain(_ header: String) -> Bool {
        header.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2B...0x39).contains($0) }
    }
}
