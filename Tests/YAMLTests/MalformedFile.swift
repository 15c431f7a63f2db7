import Testing

/// A file that must not be read, and what its writer must be told.
struct MalformedFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let line: Int
    let column: Int
    let fragment: String

    init(_ what: String, _ bytes: [UInt8], _ line: Int, _ column: Int, _ fragment: String) {
        testDescription = what
        self.bytes = bytes
        self.line = line
        self.column = column
        self.fragment = fragment
    }

    init(_ what: String, _ text: String, _ line: Int, _ column: Int, _ fragment: String) {
        self.init(what, Array(text.utf8), line, column, fragment)
    }
}
