/// Header values byte by byte: each request has a dozen of them, and nothing in them is beyond ASCII that counts.
enum HeaderText {
    /// The text without the blanks and tabs around it.
    static func trimmed(_ text: some StringProtocol) -> Substring {
        trimmed(text) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// The text without the blanks, tabs and quotes around it.
    static func unquoted(_ text: some StringProtocol) -> Substring {
        trimmed(text) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\"") }
    }

    private static func trimmed(_ text: some StringProtocol, _ isOutside: (UInt8) -> Bool) -> Substring {
        var bytes = Substring(text).utf8
        while let first = bytes.first, isOutside(first) { bytes.removeFirst() }
        while let last = bytes.last, isOutside(last) { bytes.removeLast() }
        return Substring(bytes)
    }
}
