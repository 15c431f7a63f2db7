package import Messages

/// One thing that a system comes for itself: it cannot be called.
package struct Change: Sendable, Hashable {
    /// What sort of thing it is.
    package enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        /// An object that the receiver is to write or to mark for deletion.
        case object
        /// What became of one of the receiver's own messages.
        case confirmation
    }

    /// UUIDv7: the order in which they are handed out.
    package let id: String
    /// The system that it waits for.
    package let receiver: String
    package let kind: Kind
    /// Whose change it is: the object as its source knows it.
    package let object: ObjectKey
    package let messageID: String
    /// The dispatch that ends when it is acknowledged.
    package let dispatchID: String?
    /// The item as JSON text, as it is handed out each time.
    package let body: String
    package let at: Instant

    package init(
        id: String, receiver: String, kind: Kind, object: ObjectKey, messageID: String, dispatchID: String?,
        body: String, at: Instant
    ) {
        self.id = id
        self.receiver = receiver
        self.kind = kind
        self.object = object
        self.messageID = messageID
        self.dispatchID = dispatchID
        self.body = body
        self.at = at
    }
}
