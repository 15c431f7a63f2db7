import Foundation

/// Cuts Lua source into tokens, as Lua does, with names in any alphabet.
struct LuaLexer {
    let source: [UInt8]
    var position = 0
    var line = 1
    /// Where the current line begins.
    var lineStart = 0

    /// All tokens of a source; the last one is the end.
    static func tokens(of source: [UInt8]) throws(LuaMistake) -> [LuaToken] {
        var lexer = LuaLexer(source: source)
        var tokens: [LuaToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private init(source: [UInt8]) {
        self.source = source
    }

    private mutating func next() throws(LuaMistake) -> LuaToken {
        try skipTrivia()
        let start = position
        let place = (line: line, column: column(of: start))
        let kind = try scan()
        let text = String(decoding: source[start..<position], as: UTF8.self)
        let isKeyword = kind == .name && LuaToken.keywords.contains(text)
        return LuaToken(
            kind: isKeyword ? .keyword : kind, text: text, range: start..<position, line: place.line,
            column: place.column)
    }

    private mutating func scan() throws(LuaMistake) -> LuaToken.Kind {
        guard let byte = peek() else { return .end }
        if Self.isNameStart(byte) {
            try skipName()
            return .name
        }
        if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1) ?? 0)) {
            try number()
            return .number
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            try quoted(byte)
            return .string
        case UInt8(ascii: "[") where longBracketLevel() != nil:
            try longBracket(what: "строка")
            return .string
        default:
            symbol()
            return .symbol
        }
    }

    private mutating func skipTrivia() throws(LuaMistake) {
        while let byte = peek() {
            switch byte {
            case 0x0A: newLine()
            case 0x20, 0x09, 0x0D, 0x0B, 0x0C: position += 1
            case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): try comment()
            default: return
            }
        }
    }

    private mutating func comment() throws(LuaMistake) {
        position += 2
        if longBracketLevel() != nil {
            try longBracket(what: "комментарий")
            return
        }
        while let byte = peek(), byte != 0x0A { position += 1 }
    }

    /// A run of letters, digits and `_`; other characters of other alphabets (quotes, dashes) are mistakes.
    private mutating func skipName() throws(LuaMistake) {
        while let byte = peek() {
            if byte < 0x80 {
                guard Self.isNameStart(byte) || Self.isDigit(byte) else { return }
                position += 1
                continue
            }
            guard let (scalar, count) = scalar() else { throw mistake("байты здесь не в UTF-8") }
            guard scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark else {
                throw mistake("символ «\(scalar)» в имени не годится; проверьте кавычки и тире")
            }
            position += count
        }
    }

    private func scalar() -> (Unicode.Scalar, Int)? {
        let count = source[position] < 0xE0 ? 2 : source[position] < 0xF0 ? 3 : 4
        guard position + count <= source.count else { return nil }
        return String(validating: source[position..<(position + count)], as: UTF8.self)?.unicodeScalars.first
            .map { ($0, count) }
    }

    private mutating func symbol() {
        let three = String(decoding: source[position..<min(position + 3, source.count)], as: UTF8.self)
        for symbol in Self.symbols where three.hasPrefix(symbol) {
            position += symbol.utf8.count
            return
        }
        position += 1
    }

    private static let symbols = ["...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", ".."]

    func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < source.count ? source[position + ahead] : nil
    }

    mutating func newLine() {
        position += 1
        line += 1
        lineStart = position
    }

    /// Characters from the start of the line, from 1.
    func column(of position: Int) -> Int {
        source[lineStart..<max(lineStart, position)].count { $0 & 0xC0 != 0x80 } + 1
    }

    func mistake(_ message: String, at position: Int? = nil) -> LuaMistake {
        LuaMistake(line: line, column: column(of: position ?? self.position), message: message)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isNameStart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
