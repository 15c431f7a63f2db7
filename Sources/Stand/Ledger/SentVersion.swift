package import Messages

/// One version of a fed object, as 10.3 remembers it.
package struct SentVersion: Sendable, Hashable {
    package let witness: Witness
    package let operation: Operation
    package let changedAt: Instant
    /// How many requests carried it.
    package internal(set) var timesSent = 0
    /// The postman said it has it.
    package internal(set) var isAcknowledged = false
}
