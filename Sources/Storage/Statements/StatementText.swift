/// A statement whose `:name` parameters have become numbered ones, as both databases read them.
struct StatementText: Sendable, Hashable {
    /// With `$1`, `$2`, … in the order in which the names appear first.
    let text: String
    /// The names, by their numbers.
    let names: [String]

    /// - Parameter first: the number of the first name; what is before it is somebody else's.
    init(_ sql: String, first: Int = 1) {
        var scanner = StatementScanner(sql, first: first)
        scanner.scan()
        text = String(decoding: scanner.output, as: UTF8.self)
        names = scanner.names
    }
}

/// Goes over a statement's bytes once; what stands in quotes or comments, and casts, stay as they are.
private struct StatementScanner {
    private(set) var output: [UInt8] = []
    private(set) var names: [String] = []
    private let bytes: [UInt8]
    private let first: Int
    private var place = 0

    init(_ sql: String, first: Int) {
        bytes = Array(sql.utf8)
        self.first = first
        output.reserveCapacity(bytes.count)
    }

    mutating func scan() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): copyQuoted(by: byte)
            case UInt8(ascii: "-") where next == UInt8(ascii: "-"): copyComment()
            case UInt8(ascii: ":") where next == UInt8(ascii: ":"): copy(2)
            case UInt8(ascii: ":") where next.map(Self.isNameStart) ?? false: number()
            default: copy(1)
            }
        }
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }
    private var next: UInt8? { place + 1 < bytes.count ? bytes[place + 1] : nil }

    private mutating func copy(_ count: Int) {
        output += bytes[place..<min(place + count, bytes.count)]
        place += count
    }

    private mutating func copyQuoted(by quote: UInt8) {
        copy(1)
        while let byte = current {
            copy(1)
            if byte == quote { return }
        }
    }

    private mutating func copyComment() {
        while let byte = current, byte != UInt8(ascii: "\n") { copy(1) }
    }

    private mutating func number() {
        let start = place + 1
        place = start
        while let byte = current, Self.isNameStart(byte) || (48...57).contains(byte) { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        if !names.contains(name) { names.append(name) }
        let number = (names.firstIndex(of: name) ?? 0) + first
        output += Array("$\(number)".utf8)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || byte == UInt8(ascii: "_")
    }
}
