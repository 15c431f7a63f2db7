package import Foundation
import Messages
package import Scripts

/// JSON Schemas by which an editor completes and checks policies and their examples (`# yaml-language-server:
/// $schema=.schema/policy.json`), made from the manifests of the rule kinds. The postman itself reads strictly without
/// them.
package struct PolicySchemas: Sendable {
    /// From the root of the tree.
    package static let folder = "policies/.schema"
    /// What a person calls to bring them up to date.
    package static let command = "pochtar policy schema"

    private let made: EditorFiles

    /// Makes the schemas of a tree's kinds and rules.
    package init(_ policies: PolicySet) {
        let kinds = policies.revision.ruleKinds.values.sorted { $0.name < $1.name }
        let rules = policies.rules
        made = EditorFiles(
            folder: Self.folder,
            files: [
                "\(Self.folder)/policy.json": PolicySchema(kinds: kinds, vocabulary: policies.vocabulary).json.indented
                    + "\n",
                "\(Self.folder)/suite.json": SuiteSchema(rules: rules, vocabulary: policies.vocabulary).json.indented
                    + "\n",
            ], command: Self.command, origin: "видами правил")
    }

    /// Writes what differs; returns the paths.
    package func write(under root: URL) throws -> [String] {
        try made.write(under: root)
    }

    /// Schemas that no longer say what the manifests say; none where a tree has no such folder.
    package func findings(under root: URL) -> [Finding] {
        made.findings(under: root)
    }
}
