package import Messages

/// What a mapping is given: one version of one source object.
package struct MappingInput: Sendable {
    package let key: ObjectKey
    package let operation: Messages.Operation
    /// How people know the object: «Реализация ИМ000001234 от 27.11.2026».
    package let presentation: String?
    /// The object's attributes as JSON text, as received.
    package let data: [UInt8]
    /// What the mapping's `needs` lead to.
    package let needed: [NeededObject]

    package init(
        key: ObjectKey, operation: Messages.Operation, presentation: String?, data: [UInt8],
        needed: [NeededObject] = []
    ) {
        self.key = key
        self.operation = operation
        self.presentation = presentation
        self.data = data
        self.needed = needed
    }
}
