/// A placeholder in a mapped object: «the target object of this type that came from that source object».
package struct Reference: Sendable, Hashable {
    /// The type in the target: `Справочник.Номенклатура`.
    package let targetType: String
    /// The object in its source.
    package let source: ObjectKey
    /// How people know the source object, when the message said it.
    package let name: String?

    package init(targetType: String, source: ObjectKey, name: String? = nil) {
        self.targetType = targetType
        self.source = source
        self.name = name
    }

    /// The object as its source sent it, whatever any target has of it: what a mapping reads it for.
    package init(stored source: ObjectKey, name: String? = nil) {
        self.init(targetType: "", source: source, name: name)
    }

    /// Whether the object itself is meant, and not what a target has of it.
    package var isStored: Bool { targetType.isEmpty }
}
