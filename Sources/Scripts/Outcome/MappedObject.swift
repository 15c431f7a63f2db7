package import Messages

/// One target object as a mapping wants it.
package struct MappedObject: Sendable, Hashable {
    package let slot: String
    /// The type in the target: `Справочник.Партнеры`.
    package let targetType: String
    /// The fields as JSON with sorted keys. What a value leaves open stands as `{"$ref":…}`, `{"$own":…}`,
    /// `{"$find":…}`, `{"$empty":true}`, `{"$initial":…}`, `{"$deferred":{"$ref":…}}`, `{"$after":[{"$ref":…}]}`; rows
    /// of a table part that leave those of others alone are `{"$merge":{"key":["Вид"],"rows":[…]}}`; a slot that is
    /// somebody else's object is `{"$same":{"$ref":…}}`.
    package let content: String
    /// Every reference that the object waits for, each once, in order of appearance.
    package let references: [Reference]
    /// References that are not waited for: their fields are sent once they are known.
    package let deferred: [Reference]
    /// References whose confirmation the posting waits for.
    package let conditions: [Reference]
    /// Slots of the same answer that the content refers to.
    package let owns: [String]

    package init(
        slot: String, targetType: String, content: String, references: [Reference] = [], owns: [String] = []
    ) {
        self.slot = slot
        self.targetType = targetType
        self.content = content
        self.references = references
        deferred = Self.deferred(in: content)
        conditions = Self.conditions(in: content)
        self.owns = owns
    }

    /// Whether the slot is the object of somebody else, whom the only reference names: nothing of it is ours to write.
    package var isShared: Bool { content.hasPrefix("{\"$same\":") }
}
