import Messages
import Storage

extension Session {
    /// Sends what waited for these objects in a target back to the sorter, to be mapped again, and what was sent
    /// without them.
    func wake(whoWaitsFor references: [Reference], target: String, at now: Instant) throws {
        for (id, lane) in try endWaits(for: references, target: target) {
            try mapAgain(id, lane, target, at: now, "Появилось всё, чего ждали в \(target)")
        }
        for (id, lane) in try takeRevisits(for: references, target: target) {
            try mapAgain(id, lane, target, at: now, "В \(target) появилось то, без чего объект отправили")
        }
    }

    private func mapAgain(
        _ id: String, _ lane: Lane, _ target: String, at now: Instant, _ summary: String
    ) throws {
        guard let message = try message(id), try remap(message, lane: lane, at: now) else { return }
        try note(
            JournalEntry(
                at: now, kind: .woken, object: message.key, messageID: id, target: target, summary: summary))
    }
}
