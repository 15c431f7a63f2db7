package import Messages
package import Storage

/// Has objects mapped again that were delivered before something they read has changed (E-04): looked at first, and
/// asked for by somebody.
package struct OutdatedRedrive: Sendable {
    /// One message, or all that there are up to a number.
    package enum Choice: Sendable, Hashable {
        case message(String)
        case all(limit: Int)
    }

    package let choice: Choice
    package let actor: String
    /// Why; the journal keeps it.
    package let reason: String
    package let correlationID: String?

    package init(choice: Choice, actor: String, reason: String, correlationID: String? = nil) {
        self.choice = choice
        self.actor = actor
        self.reason = reason
        self.correlationID = correlationID
    }

    /// Returns the messages that are mapped again, each once.
    package func run(in session: Session, at now: Instant) throws -> [Message] {
        var limit = Redrive.limit
        if case .all(let wished) = choice { limit = min(limit, wished) }
        var seen: Set<String> = []
        return try session.outdatedReaders(limit: Redrive.limit).compactMap { reader -> Message? in
            if case .message(let id) = choice, reader.messageID != id { return nil }
            guard seen.count < limit, seen.insert(reader.messageID).inserted,
                let message = try session.message(reader.messageID)
            else { return nil }
            let lane = try session.dispatches(of: message.id).first?.lane ?? .documents
            guard try session.remap(message, lane: lane, at: now) else { return nil }
            try session.note(
                JournalEntry(
                    at: now, kind: .redriven, object: message.key, messageID: message.id,
                    correlationID: correlationID,
                    summary: "\(actor) отображает заново, потому что изменился \(reader.read): \(reason)"))
            return message
        }
    }
}
