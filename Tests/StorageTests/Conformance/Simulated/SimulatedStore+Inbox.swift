import Messages

@testable import Storage

extension SimulatedStore {
    mutating func claimInbox(limit: Int, at now: Instant, lease: Span, from floor: Instant?) -> [InboxClaim] {
        let due = inbox.filter { id, row in
            row.due <= now && row.due >= floor ?? row.due && !Self.isTaken(row.leaseUntil, at: now)
                && !others(of: id).contains { other in
                    other.isNewer || Self.isTaken(inbox[other.id]?.leaseUntil, at: now)
                }
        }
        let claims = due.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }.prefix(limit)
            .compactMap { id, row in
                message(id).map { InboxClaim(message: $0, lane: row.lane, token: row.token + 1, due: row.due) }
            }
        for claim in claims {
            for older in others(of: claim.message.id) { supersede(older.id, at: now) }
            inbox[claim.message.id]?.leaseUntil = now + lease
            inbox[claim.message.id]?.token = claim.token
        }
        inboxClaims += claims
        return claims
    }

    mutating func finishInbox(_ claims: [InboxClaim]) -> Set<String> {
        let valid = claims.filter { inbox[$0.message.id]?.token == $0.token }.map(\.message.id)
        for id in valid { inbox[id] = nil }
        return Set(valid)
    }

    mutating func returnToInbox(_ claim: InboxClaim, due: Instant) {
        guard inbox[claim.message.id]?.token == claim.token else { return }
        inbox[claim.message.id]?.leaseUntil = nil
        inbox[claim.message.id]?.due = due
    }

    mutating func remap(_ message: Message, lane: Lane, at now: Instant) -> Bool {
        guard isLatest(message.id) else { return false }
        if inbox[message.id] == nil {
            inbox[message.id] = Unsorted(lane: lane, due: now, received: message.receivedAt)
        }
        return true
    }

    static func isTaken(_ leaseUntil: Instant?, at now: Instant) -> Bool {
        leaseUntil.map { $0 >= now } ?? false
    }

    /// The other messages of the object that wait, the oldest first.
    private func others(of id: String) -> [(id: String, isNewer: Bool)] {
        guard let own = messages[id] else { return [] }
        return inbox.keys.compactMap { messages[$0] }
            .filter { $0.arrival.key == own.arrival.key && $0.arrival.id != id }
            .sorted { $0.ordinal < $1.ordinal }.map { ($0.arrival.id, $0.ordinal > own.ordinal) }
    }

    private mutating func supersede(_ id: String, at now: Instant) {
        inbox[id] = nil
        let reason = "Пришла более новая версия, эта не отправляется"
        noteSorting(Sorting(messageID: id, outcome: .superseded, reason: reason, revision: nil), at: now)
        journal.append(
            JournalEntry(at: now, kind: .superseded, object: messages[id]?.arrival.key, messageID: id, summary: reason)
        )
    }
}
