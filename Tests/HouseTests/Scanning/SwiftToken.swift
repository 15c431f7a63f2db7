/// A word or a sign of code.
struct SwiftToken {
    let text: String
    /// From 1.
    let line: Int
    /// Open braces around it.
    let depth: Int

    /// The tokens of blanked code.
    static func all(in code: [UInt8]) -> [SwiftToken] {
        var tokens: [SwiftToken] = []
        var (line, depth, at) = (1, 0, 0)
        while at < code.count {
            let byte = code[at]
            if byte == 0x0A { line += 1 }
            if byte <= 0x20 {
                at += 1
                continue
            }
            let end = isWord(byte) ? code[at...].firstIndex { !isWord($0) } ?? code.count : at + 1
            if byte == 0x7D { depth -= 1 }
            tokens.append(SwiftToken(text: String(decoding: code[at..<end], as: UTF8.self), line: line, depth: depth))
            if byte == 0x7B { depth += 1 }
            at = end
        }
        return tokens
    }

    var isWord: Bool { text.utf8.first.map(Self.isWord) ?? false }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x60, 0x80...: true
        default: false
        }
    }
}
