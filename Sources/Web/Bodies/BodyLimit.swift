/// How large a body may be. A limit has a name, so that a refusal says which setting to look for.
package struct BodyLimit: Sendable, Hashable {
    package let name: String
    package let bytes: Int
    /// Of a body of lines; nil is unlimited.
    package let lines: Int?

    package init(name: String, bytes: Int, lines: Int? = nil) {
        self.name = name
        self.bytes = bytes
        self.lines = lines
    }

    /// One object: 2 MiB.
    package static let message = BodyLimit(name: "message", bytes: 2 << 20)
    /// A packet of objects: 8 MiB or 1,000 lines.
    package static let batch = BodyLimit(name: "batch", bytes: 8 << 20, lines: 1000)
    /// Files that are to change a revision: 4 MiB.
    package static let revision = BodyLimit(name: "revision", bytes: 4 << 20)
    /// What an operator or a page sends along with a command: 64 KiB.
    package static let command = BodyLimit(name: "command", bytes: 64 << 10)

    /// The size as people say it.
    var readable: String {
        bytes % (1 << 20) == 0 ? "\(bytes >> 20) МиБ" : bytes % 1024 == 0 ? "\(bytes >> 10) КиБ" : "\(bytes) байт"
    }
}
