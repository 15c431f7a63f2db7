/// Why a script gave no answer, with its place.
package struct ScriptFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What sort of failure it is.
    package enum Kind: Sendable, Hashable {
        /// A limit was broken; its name in Russian.
        case limit(String)
        /// The script raised an error, or its answer is not one.
        case failed
        /// The function that was called is not there.
        case missing
    }

    package let kind: Kind
    package let file: String
    /// From 1; 0 when no line can be named.
    package let line: Int
    package let column: Int?
    /// In Russian, for the integrator.
    package let message: String
    package let traceback: String?

    package init(kind: Kind, file: String, line: Int, column: Int? = nil, message: String, traceback: String? = nil) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.traceback = traceback
    }

    /// `file:line: message`.
    package var description: String {
        let place = line > 0 ? ":\(line)" + (column.map { ":\($0)" } ?? "") : ""
        return "\(file)\(place): \(message)"
    }
}
