package import Messages

/// A mapping that was stopped because its revision makes too many written objects vanish (E-05).
package struct MappingHold: Sendable, Hashable {
    package let id: String
    package let mapping: MappingKey
    package let at: Instant
    /// Who let it go on, and why; nil while it is stopped.
    package let approvedBy: String?
    package let reason: String?
    /// How many objects it has made vanish, or would.
    package let objects: Int
}
