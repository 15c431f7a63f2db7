import Messages
import Scripts
import Storage

extension CrossReference {
    /// An object of a target that a source object was made from: it is the same one, and nothing was written to it yet.
    static func kin(
        _ source: ObjectKey, _ target: String, _ slot: Slot, reference: String, isRemoved: Bool
    ) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot.name, targetType: slot.type, reference: reference,
            messageID: "", ordinal: 0, fieldsHash: "", isRemoved: isRemoved)
    }

    /// The same as of a message that gives the target nothing: it took it back, or leaves it somebody else's.
    func untouched(by message: Message, isRemoved: Bool) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: "", isRemoved: isRemoved, isShared: isShared,
            isDouble: isDouble)
    }
}
