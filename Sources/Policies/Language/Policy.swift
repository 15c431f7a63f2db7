package import Messages

/// One file of rules: what an analyst edits.
package struct Policy: Sendable, Hashable {
    /// The file's own name: `geo`.
    package let name: String
    package let title: String
    /// What the analyst counts edits by; the revision says which text was in force.
    package let version: Int
    /// Rules hold for steps from this moment on, and before that one; nil without a limit.
    package let from: Instant?
    package let until: Instant?
    package let scope: PolicyScope
    /// In the order of the file.
    package let rules: [PolicyRule]
    /// `policies/geo.yaml`.
    package let file: String

    /// Whether the policy is in force for a step.
    func covers(_ facts: StepFacts) -> Bool {
        (from.map { facts.at >= $0 } ?? true) && (until.map { facts.at < $0 } ?? true) && scope.covers(facts)
    }
}
