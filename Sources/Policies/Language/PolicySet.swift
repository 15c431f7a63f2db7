package import Foundation
import Messages
package import Scripts
import YAML

/// All policies of one revision: read and validated as a whole, or refused.
package struct PolicySet: Sendable {
    /// Files of policies/ that are plans of the pipeline and no rules.
    private static let plans: Set<String> = [
        "policies/retry.yaml", "policies/lookalikes.yaml", "policies/master.yaml",
        "policies/retention.yaml", "policies/sla.yaml",
    ]

    package let revision: Revision
    /// By file.
    package let policies: [Policy]
    package let suites: [PolicySuite]
    package let vocabulary: FactVocabulary
    /// Where days begin.
    package let zone: TimeZone

    /// - Parameter zone: where days begin.
    package init(_ revision: Revision, zone: TimeZone = .current) throws(TreeRefused) {
        let vocabulary = FactVocabulary(revision.ruleKinds.values)
        let reader = PolicyReader(kinds: revision.ruleKinds, vocabulary: vocabulary, zone: zone)
        var findings: [Finding] = []
        var policies: [Policy] = []
        var suites: [PolicySuite] = []
        let paths = revision.files.files.keys.sorted().filter { $0.hasPrefix("policies/") && $0.hasSuffix(".yaml") }
        for path in paths where !Self.plans.contains(path) && path.split(separator: "/").count == 2 {
            let bytes = revision.files.files[path, default: []]
            do throws(YAMLFaults) {
                policies.append(try reader.read(try YAMLDocument(bytes, file: path)))
            } catch {
                findings += error.faults.map(Finding.init)
            }
        }
        findings += Self.repeated(policies) + WindowCheck.findings(policies)
        if findings.isEmpty {
            let suiteReader = SuiteReader(policies: policies, vocabulary: vocabulary)
            for path in paths where path.hasPrefix("policies/suites/") {
                let bytes = revision.files.files[path, default: []]
                do throws(YAMLFaults) {
                    suites.append(try suiteReader.read(try YAMLDocument(bytes, file: path)))
                } catch {
                    findings += error.faults.map(Finding.init)
                }
            }
        }
        guard findings.isEmpty else { throw TreeRefused(findings: findings) }
        self.revision = revision
        self.policies = policies
        self.suites = suites
        self.vocabulary = vocabulary
        self.zone = zone
    }

    /// All rules, in the order of files and rules.
    package var rules: [PolicyRule] { policies.flatMap(\.rules) }

    /// A rule by its id.
    package func rule(_ id: String) -> PolicyRule? {
        rules.first { $0.id == id }
    }

    private static func repeated(_ policies: [Policy]) -> [Finding] {
        var known: [String: PolicyRule] = [:]
        var findings: [Finding] = []
        for rule in policies.flatMap(\.rules) {
            guard let first = known[rule.id] else {
                known[rule.id] = rule
                continue
            }
            findings.append(
                Finding(
                    .error, file: rule.place.file, line: rule.place.line, column: rule.place.column,
                    message: "правило «\(rule.id)» уже есть в \(first.place): назовите его иначе"))
        }
        return findings
    }
}
