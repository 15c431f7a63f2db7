package import Messages

/// A parked dispatch waits until this source object is known in this target.
package struct Wait: Sendable, Hashable {
    package let dispatchID: String
    package let messageID: String
    /// Whose dispatch waits.
    package let waiting: ObjectKey
    package let target: String
    package let targetType: String
    /// What it waits for.
    package let source: ObjectKey
    /// How people know what it waits for, when the message said it.
    package let name: String?
    package let since: Instant
}
