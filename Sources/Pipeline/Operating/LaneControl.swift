package import Messages
package import Storage

/// Stops one lane to one target, or lets it go on: an operator's hand, with its reason, and with a journal entry when
/// it changed something.
package struct LaneControl: Sendable {
    package let target: String
    package let lane: Lane
    package let actor: String
    /// Why; the journal keeps it.
    package let reason: String
    /// Joins what follows with the request that asked for it.
    package let correlationID: String?

    package init(target: String, lane: Lane, actor: String, reason: String, correlationID: String? = nil) {
        self.target = target
        self.lane = lane
        self.actor = actor
        self.reason = reason
        self.correlationID = correlationID
    }

    /// Stops the lane; what is in flight is seen to its end. Returns the pause that holds, which may be somebody
    /// else's, and whether it is this one.
    package func pause(in session: Session, at now: Instant) throws -> (pause: Pause, isNew: Bool) {
        if let standing = try standing(in: session) { return (standing, false) }
        let pause = Pause(target: target, lane: lane, reason: reason, at: now, actor: actor)
        try session.pause(pause)
        try note(.paused, "\(actor) останавливает поток \(lane.rawValue) в \(target): \(reason)", in: session, at: now)
        return (pause, true)
    }

    /// Lets the lane go on; returns the pause that ended, nil when there was none.
    package func resume(in session: Session, at now: Instant) throws -> Pause? {
        guard let standing = try standing(in: session), try session.resume(target: target, lane: lane) else {
            return nil
        }
        try note(.resumed, "\(actor) пускает поток \(lane.rawValue) в \(target): \(reason)", in: session, at: now)
        return standing
    }

    private func standing(in session: Session) throws -> Pause? {
        try session.pauses().first { $0.target == target && $0.lane == lane }
    }

    private func note(_ kind: JournalKind, _ summary: String, in session: Session, at now: Instant) throws {
        try session.note(
            JournalEntry(at: now, kind: kind, target: target, correlationID: correlationID, summary: summary))
    }
}
