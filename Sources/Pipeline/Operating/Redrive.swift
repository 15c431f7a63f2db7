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

    package init(filter: DeadLetterFilter, actor: String, reason: String, count: Int) {
        self.filter = filter
        self.actor = actor
        self.reason = reason
        self.count = min(count, Self.limit)
    }

    /// Redrives in the given transaction; returns the messages that are mapped again.
    package func run(in session: Session, at now: Instant) throws -> [String] {
        var redriven: [String] = []
        for letter in try session.deadLetters(filter, limit: count) where !redriven.contains(letter.messageID) {
            let lane = try session.dispatches(of: letter.messageID).first?.lane ?? .documents
            guard try session.remap(letter.messageID, lane: lane, at: now) else { continue }
            try session.note(
                JournalEntry(
                    at: now, kind: .redriven, object: letter.object, messageID: letter.messageID,
                    dispatchID: letter.dispatchID, target: letter.target,
                    summary: "\(actor) отправляет заново: \(reason)"))
            redriven.append(letter.messageID)
        }
        return redriven
    }
}
