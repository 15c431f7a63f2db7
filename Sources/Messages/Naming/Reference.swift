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
}
