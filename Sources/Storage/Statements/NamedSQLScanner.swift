/// Finds the parameters of a statement by PostgreSQL's rules of what is a literal, a quoted name or a comment.
struct NamedSQLScanner {
    private(set) var names: [String] = []
    private(set) var parts: [NamedSQL.Part] = []

    private let bytes: [UInt8]
    private var place = 0
    /// Where the text that is not yet a part begins.
    private var start = 0

    init(_ sql: String) {
        bytes = Array(sql.utf8)
    }

    mutating func scan() {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "'"): skipLiteral()
            case UInt8(ascii: "\""): skipQuoted(UInt8(ascii: "\""))
            case UInt8(ascii: "$"): skipDollars()
            case UInt8(ascii: "-") where next == UInt8(ascii: "-"): skipLine()
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: ":") where next == UInt8(ascii: ":"): place += 2
            case UInt8(ascii: ":") where next.map(Self.beginsName) == true: takeName()
            default: place += 1
            }
        }
        endText()
    }

    private var next: UInt8? { place + 1 < bytes.count ? bytes[place + 1] : nil }

    private mutating func endText() {
        place = min(place, bytes.count)
        if start < place { parts.append(.text(String(decoding: bytes[start..<place], as: UTF8.self))) }
    }

    private mutating func takeName() {
        endText()
        let end = bytes[(place + 1)...].firstIndex { !Self.continuesName($0) } ?? bytes.count
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        if let known = names.firstIndex(of: name) {
            parts.append(.parameter(known))
        } else {
            parts.append(.parameter(names.count))
            names.append(name)
        }
        place = end
        start = end
    }

    /// A literal; in `E'…'` a backslash takes the next character with it.
    private mutating func skipLiteral() {
        let escapes =
            place > 0 && bytes[place - 1] | 0x20 == UInt8(ascii: "e")
            && (place == 1 || !Self.continuesName(bytes[place - 2]))
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "'") {
            place += escapes && bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place += 1
    }

    private mutating func skipQuoted(_ quote: UInt8) {
        place = (bytes[(place + 1)...].firstIndex(of: quote) ?? bytes.count) + 1
    }

    /// `$tag$ … $tag$`.
    private mutating func skipDollars() {
        let isInName = place > 0 && Self.continuesName(bytes[place - 1])
        let tagEnd = bytes[(place + 1)...].firstIndex { !Self.continuesName($0) } ?? bytes.count
        guard !isInName, tagEnd < bytes.count, bytes[tagEnd] == UInt8(ascii: "$") else {
            place += 1
            return
        }
        let tag = bytes[place...tagEnd]
        place = tagEnd + 1
        while place < bytes.count, !bytes[place...].starts(with: tag) { place += 1 }
        place += tag.count
    }

    private mutating func skipLine() {
        place = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }

    /// Comments stand in each other.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            if bytes[place] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                depth += 1
                place += 2
            } else if bytes[place] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                depth -= 1
                place += 2
            } else {
                place += 1
            }
        } while depth > 0 && place < bytes.count
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        beginsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
