/// Tells code from comments, strings (raw, multi-line, interpolated) and regular expressions.
struct SwiftLexer {
    private let source: [UInt8]
    private var at = 0
    private var line = 1
    private(set) var code: [UInt8]
    private(set) var comments: [SwiftText.Piece] = []
    private(set) var literals: [SwiftText.Piece] = []

    init(_ source: [UInt8]) {
        self.source = source
        code = source
    }

    mutating func run() {
        while at < source.count {
            skipCode()
            // A closing parenthesis too many ends `skipCode`; a source that compiles has none.
            step()
        }
    }

    /// Walks over code until the end, or until the parenthesis that closes an interpolation.
    private mutating func skipCode() {
        var depth = 0
        while at < source.count {
            switch source[at] {
            case Byte.close where depth == 0: return
            case Byte.slash where isNext(Byte.slash): blankLineComment()
            case Byte.slash where isNext(Byte.star): blankBlockComment()
            case Byte.slash where beginsRegex: blankRegex()
            case Byte.quote: blankString(hashes: 0)
            case Byte.hash where hashesBeforeQuote != nil: blankString(hashes: hashesBeforeQuote ?? 0)
            case let byte:
                if byte == Byte.open { depth += 1 }
                if byte == Byte.close { depth -= 1 }
                step()
            }
        }
    }

    private mutating func blankLineComment() {
        let start = at
        while at < source.count, source[at] != Byte.newline { blank() }
        comments.append(piece(from: start, line: line))
    }

    private mutating func blankBlockComment() {
        let (start, first) = (at, line)
        var depth = 0
        repeat {
            if source[at] == Byte.slash, isNext(Byte.star) {
                depth += 1
                blank()
            } else if source[at] == Byte.star, isNext(Byte.slash) {
                depth -= 1
                blank()
            }
            blank()
        } while depth > 0 && at < source.count
        comments.append(piece(from: start, line: first))
    }

    private mutating func blankString(hashes: Int) {
        let first = line
        for _ in 0..<hashes { blank() }
        let quotes = isNext(Byte.quote) && source.indices.contains(at + 2) && source[at + 2] == Byte.quote ? 3 : 1
        for _ in 0..<quotes { blank() }
        var text: [UInt8] = []
        while at < source.count, quotes == 3 || source[at] != Byte.newline {
            if closes(quotes: quotes, hashes: hashes) {
                for _ in 0..<(quotes + hashes) { blank() }
                break
            }
            if source[at] == Byte.backslash, follows(Byte.hash, count: hashes) {
                for _ in 0...hashes { blank() }
                if at < source.count, source[at] == Byte.open {
                    step()
                    skipCode()
                    step()
                    continue
                }
            }
            if at < source.count {
                text.append(source[at])
                blank()
            }
        }
        literals.append(SwiftText.Piece(line: first, text: String(decoding: text, as: UTF8.self)))
    }

    private mutating func blankRegex() {
        blank()
        while at < source.count, source[at] != Byte.slash, source[at] != Byte.newline {
            if source[at] == Byte.backslash { blank() }
            blank()
        }
        if at < source.count, source[at] == Byte.slash { blank() }
    }

    /// A slash where no operand precedes it, which is closed on its line.
    private var beginsRegex: Bool {
        guard source.indices.contains(at + 1), ![0x20, Byte.newline, Byte.close].contains(source[at + 1]) else {
            return false
        }
        let before = code[..<at].last { $0 != 0x20 } ?? Byte.newline
        guard "(,=:[{&|!;?\n".utf8.contains(before) else { return false }
        let rest = source[(at + 1)...].prefix { $0 != Byte.newline }
        return rest.contains(Byte.slash)
    }

    private var hashesBeforeQuote: Int? {
        let hashes = source[at...].prefix { $0 == Byte.hash }.count
        return source.indices.contains(at + hashes) && source[at + hashes] == Byte.quote ? hashes : nil
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        let closing = [UInt8](repeating: Byte.quote, count: quotes) + [UInt8](repeating: Byte.hash, count: hashes)
        return source[at...].starts(with: closing)
    }

    private func follows(_ byte: UInt8, count: Int) -> Bool {
        source[(at + 1)...].prefix(count).elementsEqual(repeatElement(byte, count: count))
    }

    private func isNext(_ byte: UInt8) -> Bool {
        source.indices.contains(at + 1) && source[at + 1] == byte
    }

    private func piece(from start: Int, line: Int) -> SwiftText.Piece {
        SwiftText.Piece(line: line, text: String(decoding: source[start..<min(at, source.count)], as: UTF8.self))
    }

    private mutating func blank() {
        guard at < source.count else { return }
        if source[at] != Byte.newline { code[at] = 0x20 }
        step()
    }

    private mutating func step() {
        guard at < source.count else { return }
        if source[at] == Byte.newline { line += 1 }
        at += 1
    }

    private enum Byte {
        static let newline: UInt8 = 0x0A
        static let quote: UInt8 = 0x22
        static let hash: UInt8 = 0x23
        static let open: UInt8 = 0x28
        static let close: UInt8 = 0x29
        static let star: UInt8 = 0x2A
        static let slash: UInt8 = 0x2F
        static let backslash: UInt8 = 0x5C
    }
}
