import Messages
import Storage

extension CrossReference {
    /// The same as of a later version of its object: it still is somebody else's.
    func standing(since message: Message) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: fieldsHash, isRemoved: false,
            isShared: isShared, isDouble: isDouble)
    }

    /// The same once a message took it back.
    func removed(by message: Message) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: "", isRemoved: true, isShared: isShared,
            isDouble: isDouble)
    }
}
