import Foundation

/// Cuts a module in the 1С language into tokens; comments and lines of the preprocessor are passed over.
struct BSLLexer {
    private let source: [UInt8]
    private let name: String
    private var position = 0
    private var line = 1

    /// - Throws: where a string or a date is not closed, or where a character stands that the language does not have.
    static func tokens(of source: [UInt8], named name: String) throws(WorkbenchFault) -> [BSLToken] {
        var lexer = BSLLexer(source: source, name: name)
        try lexer.validate()
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.position = 3 }
        var tokens: [BSLToken] = []
        while let token = try lexer.next(after: tokens.last) { tokens.append(token) }
        return tokens
    }

    private init(source: [UInt8], name: String) {
        self.source = source
        self.name = name
    }

    /// Everything below may step from one whole character to the next.
    private func validate() throws(WorkbenchFault) {
        guard String(validating: source, as: UTF8.self) == nil else { return }
        let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
        let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw WorkbenchFault("\(name):\(bad + 1): текст не в UTF-8: сохраните модуль в UTF-8")
    }

    private mutating func next(after last: BSLToken?) throws(WorkbenchFault) -> BSLToken? {
        skipTrivia()
        guard let byte = peek() else { return nil }
        let (start, first) = (position, line)
        if let scalar = scalar(), Self.startsName(scalar) {
            skipName()
            let text = spelled(from: start)
            let keyword = last?.isSymbol(".") == true ? nil : BSLKeyword(text.lowercased())
            return BSLToken(kind: .name, text: text, range: start..<position, line: first, keyword: keyword)
        }
        let kind: BSLToken.Kind
        var held: String?
        switch byte {
        case UInt8(ascii: "\""):
            kind = .string
            held = try string()
        case UInt8(ascii: "'"):
            kind = .date
            try date()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            kind = .number
            skipNumber()
        default:
            kind = .symbol
            try symbol()
        }
        return BSLToken(
            kind: kind, text: held ?? spelled(from: start), range: start..<position, line: first, keyword: nil)
    }

    private mutating func skipTrivia() {
        while let byte = peek() {
            if byte == 0x0A {
                position += 1
                line += 1
            } else if byte == UInt8(ascii: "#") || (byte == UInt8(ascii: "/") && peek(1) == byte) {
                skipLine()
            } else if let scalar = scalar(), scalar.properties.isWhitespace {
                position += UTF8.width(scalar)
            } else {
                return
            }
        }
    }

    private mutating func skipLine() {
        while let byte = peek(), byte != 0x0A { position += 1 }
    }

    private mutating func skipName() {
        while let scalar = scalar(), Self.startsName(scalar) || ("0"..."9").contains(scalar) {
            position += UTF8.width(scalar)
        }
    }

    private mutating func skipNumber() {
        while let byte = peek(), (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") { position += 1 }
    }

    /// What a string holds. It goes on over a line's end where the next line of code begins with `|`.
    private mutating func string() throws(WorkbenchFault) -> String {
        let first = line
        var held: [UInt8] = []
        position += 1
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\"") where peek() == byte:
                position += 1
                held.append(byte)
            case UInt8(ascii: "\""): return String(decoding: held, as: UTF8.self)
            case 0x0A:
                line += 1
                skipTrivia()
                guard peek() == UInt8(ascii: "|") else { throw fault("строка не закрыта кавычкой", first) }
                position += 1
                held.append(byte)
            case 0x0D: break
            default: held.append(byte)
            }
        }
        throw fault("строка не закрыта кавычкой", first)
    }

    private mutating func date() throws(WorkbenchFault) {
        position += 1
        while let byte = peek(), byte != 0x0A {
            position += 1
            if byte == UInt8(ascii: "'") { return }
        }
        throw fault("дата не закрыта апострофом", line)
    }

    private mutating func symbol() throws(WorkbenchFault) {
        guard let scalar = scalar() else { return }
        guard Self.symbols.contains(scalar) else {
            let shown = scalar.value < 0x20 ? "с кодом \(scalar.value)" : "«\(scalar)»"
            throw fault("символа \(shown) в языке 1С нет; это модуль?", line)
        }
        position += 1
        let pair = [source[position - 1], peek() ?? 0]
        if Self.pairs.contains(String(decoding: pair, as: UTF8.self)) { position += 1 }
    }

    private static let pairs: Set<String> = ["<=", ">=", "<>"]
    private static let symbols = Set(".,;()[]+-*/%=<>?:&~".unicodeScalars)

    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private func scalar() -> Unicode.Scalar? {
        guard let byte = peek() else { return nil }
        if byte < 0x80 { return Unicode.Scalar(byte) }
        let end = min(position + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4), source.count)
        return String(decoding: source[position..<end], as: UTF8.self).unicodeScalars.first
    }

    private func spelled(from start: Int) -> String { String(decoding: source[start..<position], as: UTF8.self) }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < source.count ? source[position + ahead] : nil
    }

    private func fault(_ what: String, _ line: Int) -> WorkbenchFault { WorkbenchFault("\(name):\(line): \(what)") }
}
