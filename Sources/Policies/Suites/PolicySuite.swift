package import YAML

/// A file of examples for a policy: facts, and what its rules must say of them.
package struct PolicySuite: Sendable, Hashable {
    /// One example.
    package struct Example: Sendable, Hashable {
        package let title: String
        package let facts: StepFacts
        /// By rule, in the order of the file.
        package let expected: [Expectation]
        package let place: YAMLPlace
    }

    /// What one rule must say.
    package struct Expectation: Sendable, Hashable {
        /// A rule that is not asked.
        package static let skipped = "skipped"

        package let rule: String
        /// A case of the rule's kind, a verdict (`pass`, `unsure`, `fail`), or `skipped`.
        package let says: String
        package let place: YAMLPlace
    }

    package let title: String
    /// `policies/suites/geo.yaml`.
    package let file: String
    package let examples: [Example]
}
