/// Something wrong with a tree, or worth a look, where it stands.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// Whether the tree may go live with it.
    package enum Severity: String, Sendable, Hashable {
        /// The tree is refused.
        case error
        case warning
    }

    package let severity: Severity
    package let file: String
    /// Both from 1.
    package let line: Int
    package let column: Int?
    /// In Russian; says what to do.
    package let message: String

    package init(_ severity: Severity, file: String, line: Int, column: Int? = nil, message: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`.
    package var description: String {
        let place = "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
        return "\(place): \(severity == .warning ? "предупреждение: " : "")\(message)"
    }
}
