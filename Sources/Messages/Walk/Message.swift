/// One version of one object, as a source system sent it.
package struct Message: Sendable, Hashable {
    /// UUIDv7, made at intake.
    package let id: String
    package let key: ObjectKey
    /// Which version of its object this is, counted from 1 in the order of arrival.
    package let ordinal: Int
    /// Whatever grows or changes with each change in the source.
    package let version: String
    /// When the source changed the object.
    package let changedAt: Instant
    package let operation: Operation
    /// What people call the object: «Реализация ИМ000001234 от 27.11.2026».
    package let presentation: String?
    /// The object's attributes as JSON text, as received.
    package let data: String
    /// Who handed it in: the name of an API key.
    package let caller: String
    package let correlationID: String
    package let receivedAt: Instant

    package init(
        id: String, key: ObjectKey, ordinal: Int, version: String, changedAt: Instant, operation: Operation,
        presentation: String?, data: String, caller: String, correlationID: String, receivedAt: Instant
    ) {
        self.id = id
        self.key = key
        self.ordinal = ordinal
        self.version = version
        self.changedAt = changedAt
        self.operation = operation
        self.presentation = presentation
        self.data = data
        self.caller = caller
        self.correlationID = correlationID
        self.receivedAt = receivedAt
    }
}
