package import Messages

/// A mapping of one revision that makes objects vanish from a target.
package struct MappingKey: Sendable, Hashable {
    package let revision: RevisionID
    package let target: String
    package let system: String
    package let type: String

    package init(revision: RevisionID, target: String, system: String, type: String) {
        self.revision = revision
        self.target = target
        self.system = system
        self.type = type
    }
}
