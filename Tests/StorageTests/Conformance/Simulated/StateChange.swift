import Messages

/// What a dispatch becomes, and why.
struct StateChange: Sendable {
    let state: DispatchState
    var reference: String?
    let reason: String?
    var detail: JSON?
    let tries: Int
    let at: Instant
}

extension Dispatch {
    /// The same with another state; a reference that is nil stays as it was.
    func with(
        state: DispatchState? = nil, attempts: Int? = nil, reference: String? = nil, reason: String?? = nil
    ) -> Dispatch {
        Dispatch(
            id: id, messageID: messageID, source: source, ordinal: ordinal, position: position, target: target,
            slot: slot, targetType: targetType, action: action, lane: lane, state: state ?? self.state, key: key,
            fields: fields, revision: revision, attempts: attempts ?? self.attempts, wanted: wanted,
            reference: reference ?? self.reference, reason: reason ?? self.reason, createdAt: createdAt)
    }
}
