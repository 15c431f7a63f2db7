import Foundation
import Messages

/// Runs every sample of a revision and looks for what the contracts say would go wrong: what `pochtar check` tells and
/// what stands before a revision becomes live.
package enum TreeCheck {
    /// All findings, in the order of files and lines.
    package static func run(_ revision: Revision) async -> [Finding] {
        let pool = ScriptPool(workers: 1, zone: .gmt)
        var findings: [Finding] = []
        for mapping in revision.mappings {
            var check = MappingCheck(mapping, of: revision)
            await check.run(on: pool)
            findings += check.findings
        }
        findings += StraySamples.findings(revision)
        for source in revision.tree.sources {
            findings += LookalikeLetters.findings(source)
            if source.path.hasPrefix("mappings/") {
                findings += LookupNames.findings(source, tables: revision.tables)
            }
        }
        return findings.sorted {
            ($0.file, $0.line, $0.column ?? 0, $0.message) < ($1.file, $1.line, $1.column ?? 0, $1.message)
        }
    }
}
