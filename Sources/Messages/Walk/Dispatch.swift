/// One target object of a message on its way.
package struct Dispatch: Sendable, Hashable {
    /// What the target is to do.
    package enum Action: String, Sendable, Codable {
        /// Create or change the object, then bring it to the wanted posting state.
        case write
        /// Unpost it and mark it for deletion; never delete it physically.
        case remove
    }

    /// UUIDv7.
    package let id: String
    package let messageID: String
    package let source: ObjectKey
    /// The message's ordinal, then the place of the slot in the answer: the order in which a target gets them.
    package let ordinal: Int
    package let position: Int
    /// The target system's short name.
    package let target: String
    package let slot: String
    package let targetType: String
    package let action: Action
    package let lane: Lane
    package let state: DispatchState
    /// The outgoing idempotency key: hash of message, target, slot and action (E-07).
    package let key: String
    /// The mapped object as JSON text with its placeholders.
    package let fields: String
    /// The revision that mapped it.
    package let revision: RevisionID
    /// Tries so far.
    package let attempts: Int
    /// The GUID to ask for when the object must be created: the same on every try, and for every version of it.
    package let wanted: String
    /// The object's reference in the target, when it is known.
    package let reference: String?
    /// Why it is where it is, in Russian.
    package let reason: String?
    package let createdAt: Instant

    package init(
        id: String, messageID: String, source: ObjectKey, ordinal: Int, position: Int, target: String, slot: String,
        targetType: String, action: Action, lane: Lane, state: DispatchState, key: String, fields: String,
        revision: RevisionID, attempts: Int, wanted: String, reference: String?, reason: String?, createdAt: Instant
    ) {
        self.id = id
        self.messageID = messageID
        self.source = source
        self.ordinal = ordinal
        self.position = position
        self.target = target
        self.slot = slot
        self.targetType = targetType
        self.action = action
        self.lane = lane
        self.state = state
        self.key = key
        self.fields = fields
        self.revision = revision
        self.attempts = attempts
        self.wanted = wanted
        self.reference = reference
        self.reason = reason
        self.createdAt = createdAt
    }

    /// The outgoing idempotency key: without attempt or revision, so that a redrive cannot make a second effect.
    package static func outgoingKey(message: String, target: String, slot: String, action: Action) -> String {
        String(Digest.hex(of: message, target, slot, action.rawValue).prefix(40))
    }
}
