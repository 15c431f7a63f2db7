/// A tree that cannot become a revision.
package struct TreeRefused: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one, in the order of files and lines.
    package let findings: [Finding]

    package init(findings: [Finding]) {
        self.findings = findings.sorted { ($0.file, $0.line, $0.column ?? 0) < ($1.file, $1.line, $1.column ?? 0) }
    }

    package var description: String { findings.map(\.description).joined(separator: "\n") }
}
