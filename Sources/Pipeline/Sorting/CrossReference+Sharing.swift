import Messages
import Scripts
import Storage

extension CrossReference {
    /// The same as of a later version of its object: it still is somebody else's.
    func standing(since message: Message) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: fieldsHash, isRemoved: false,
            isShared: isShared, isDouble: isDouble)
    }

    /// An object of a target that a source object was made from: it is the same one, and nothing was written to it yet.
    static func kin(
        _ source: ObjectKey, _ target: String, _ slot: Slot, reference: String, isRemoved: Bool
    ) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot.name, targetType: slot.type, reference: reference,
            messageID: "", ordinal: 0, fieldsHash: "", isRemoved: isRemoved)
    }

    /// The same once a message took it back.
    func removed(by message: Message) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: "", isRemoved: true, isShared: isShared,
            isDouble: isDouble)
    }
}
