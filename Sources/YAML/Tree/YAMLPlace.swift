/// Where something stands in a file: what every complaint points at.
package struct YAMLPlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, counted in characters (Unicode code points), not in bytes.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, which editors and terminals turn into a link.
    package var description: String { "\(file):\(line):\(column)" }

    package static func < (left: YAMLPlace, right: YAMLPlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
