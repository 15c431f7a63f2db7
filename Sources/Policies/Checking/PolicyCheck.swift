package import Foundation
package import Messages
package import Scripts

/// What is wrong with the policies of a revision: rules that cannot be read, examples that come out otherwise, what no
/// example tries. What `pochtar check` and `pochtar policy check` tell, and what stands before a revision goes live.
package enum PolicyCheck {
    /// - Parameters:
    ///   - root: where the tree lies on disk, when its files for editors are to be looked at too.
    ///   - now: by which it is told what days are over.
    package static func run(
        _ revision: Revision, scripts: ScriptPool, root: URL? = nil, now: Instant = .current()
    ) async -> [Finding] {
        do throws(TreeRefused) {
            let policies = try PolicySet(revision, zone: scripts.zone)
            let stale = root.map { PolicySchemas(policies).findings(under: $0) } ?? []
            let findings =
                await SuiteRun(policies, scripts: scripts).findings + PolicyLint(policies: policies).findings
                + ReachLint(policies: policies, now: now).findings + GuardRails.outside(policies).map(\.finding) + stale
            return findings.sorted { ($0.file, $0.line, $0.column ?? 0) < ($1.file, $1.line, $1.column ?? 0) }
        } catch {
            return error.findings
        }
    }
}
