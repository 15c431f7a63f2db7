import Messages
import Storage

extension CrossReference {
    /// The same once a message took it back.
    func removed(by message: Message) -> CrossReference {
        CrossReference(
            source: source, target: target, slot: slot, targetType: targetType, reference: reference,
            messageID: message.id, ordinal: message.ordinal, fieldsHash: "", isRemoved: true, isShared: isShared)
    }
}
