package import Messages

/// Which object of a target came from which source object, and what it was last given.
package struct CrossReference: Sendable, Hashable {
    package let source: ObjectKey
    package let target: String
    package let slot: String
    package let targetType: String
    /// The object's reference in the target: a GUID.
    package let reference: String
    package let messageID: String
    package let ordinal: Int
    /// Hash of the fields the target confirmed last.
    package let fieldsHash: String
    /// It was unposted and marked for deletion.
    package let isRemoved: Bool
    /// The object is somebody else's: nothing of it is written or taken away for this source's sake.
    package let isShared: Bool
    /// A person decided so, whatever the mapping answers: two objects of the source are one in the target.
    package let isDouble: Bool
    /// When the target was last known to have it so; nil when nothing was ever given to it.
    package let at: Instant?

    package init(
        source: ObjectKey, target: String, slot: String, targetType: String, reference: String, messageID: String,
        ordinal: Int, fieldsHash: String, isRemoved: Bool, isShared: Bool = false, isDouble: Bool = false,
        at: Instant? = nil
    ) {
        self.source = source
        self.target = target
        self.slot = slot
        self.targetType = targetType
        self.reference = reference
        self.messageID = messageID
        self.ordinal = ordinal
        self.fieldsHash = fieldsHash
        self.isRemoved = isRemoved
        self.isShared = isShared || isDouble
        self.isDouble = isDouble
        self.at = at
    }
}
