package import Messages
package import Storage

/// Sends dead letters on their way again: they are mapped anew under the live revision, and reach the target under
/// their old outgoing keys, so that nothing happens there twice.
package struct Redrive: Sendable {
    /// At most so many in one call.
    package static let limit = 1000

    package let filter: DeadLetterFilter
    package let actor: String
    /// Why; the journal keeps it.
    package let reason: String
    /// How many to try; the rest stay where they are.
    package let count: Int
    /// Joins what follows with the request that asked for it.
    package let correlationID: String?

    package init(
        filter: DeadLetterFilter, actor: String, reason: String, count: Int, correlationID: String? = nil
    ) {
        self.filter = filter
        self.actor = actor
        self.reason = reason
        self.count = min(count, Self.limit)
        self.correlationID = correlationID
    }

    /// What would be sent again, the oldest first, one letter for each message. Left out are messages that a newer
    /// version took the place of, and those that wait to be mapped already: they would hide what can go.
    package func plan(in session: Session) throws -> [DeadLetter] {
        var planned: [DeadLetter] = []
        var seen: Set<String> = []
        for letter in try session.deadLetters(filter, limit: Self.limit) where planned.count < count {
            guard seen.insert(letter.messageID).inserted, try !session.isInInbox(letter.messageID),
                let message = try session.message(letter.messageID), try session.isLatest(message)
            else { continue }
            planned.append(letter)
        }
        return planned
    }

    /// Redrives in the given transaction; returns a letter for each message that is mapped again.
    package func run(in session: Session, at now: Instant) throws -> [DeadLetter] {
        try plan(in: session).filter { letter in
            let lane = try session.dispatches(of: letter.messageID).first?.lane ?? .documents
            guard let message = try session.message(letter.messageID),
                try session.remap(message, lane: lane, at: now)
            else { return false }
            try session.note(
                JournalEntry(
                    at: now, kind: .redriven, object: letter.object, messageID: letter.messageID,
                    dispatchID: letter.dispatchID, target: letter.target, correlationID: correlationID,
                    summary: "\(actor) отправляет заново: \(reason)"))
            return true
        }
    }
}
