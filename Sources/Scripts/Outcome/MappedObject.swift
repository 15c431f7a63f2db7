package import Messages

/// One target object as a mapping wants it.
package struct MappedObject: Sendable, Hashable {
    package let slot: String
    /// The type in the target: `Справочник.Партнеры`.
    package let targetType: String
    /// The fields as JSON with sorted keys; references are `{"$ref":…}`, `{"$own":…}`, `{"$empty":true}`.
    package let content: String
    /// Every reference in the content, each once, in order of appearance.
    package let references: [Reference]
    /// Slots of the same answer that the content refers to.
    package let owns: [String]

    package init(slot: String, targetType: String, content: String, references: [Reference], owns: [String]) {
        self.slot = slot
        self.targetType = targetType
        self.content = content
        self.references = references
        self.owns = owns
    }
}
