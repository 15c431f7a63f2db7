package import Messages

/// A message at the door: checked, not yet durable.
package struct Arrival: Sendable, Hashable {
    /// The id it will have when it is accepted, made beforehand.
    package let id: String
    package let key: ObjectKey
    package let version: String
    package let changedAt: Instant
    package let operation: Operation
    package let presentation: String?
    /// JSON text as received.
    package let data: String
    /// By what two contents of the same version are compared.
    package let dataHash: String
    package let lane: Lane
    package let caller: String
    package let correlationID: String
    package let receivedAt: Instant

    /// - Parameter dataHash: worked out from the data when nobody has done so already.
    package init(
        id: String, key: ObjectKey, version: String, changedAt: Instant, operation: Operation, presentation: String?,
        data: String, dataHash: String? = nil, lane: Lane, caller: String, correlationID: String, receivedAt: Instant
    ) {
        self.id = id
        self.key = key
        self.version = version
        self.changedAt = changedAt
        self.operation = operation
        self.presentation = presentation
        self.data = data
        self.dataHash = dataHash ?? Digest.hex(data.utf8)
        self.lane = lane
        self.caller = caller
        self.correlationID = correlationID
        self.receivedAt = receivedAt
    }
}
