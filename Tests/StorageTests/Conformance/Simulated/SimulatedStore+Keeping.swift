import Messages

@testable import Storage

extension SimulatedStore {
    /// The answer under a key; one whose time is over is forgotten.
    mutating func storedReply(_ claim: IdempotencyClaim, at now: Instant) -> StoredReply? {
        guard let kept = replies[claim.scope]?.kept else { return nil }
        if kept.expiry > now { return kept.stored }
        replies[claim.scope] = nil
        return nil
    }

    /// False when the key is taken.
    mutating func keep(_ reply: Reply, for claim: IdempotencyClaim, at now: Instant, until expiry: Instant) -> Bool {
        guard storedReply(claim, at: now) == nil else { return false }
        let stored = StoredReply(
            fingerprint: claim.fingerprint, reply: reply, correlationID: claim.correlationID, createdAt: now)
        replies[claim.scope] = (claim, Kept(stored: stored, expiry: expiry))
        return true
    }

    mutating func purgeIdempotency(at now: Instant) -> Int {
        let over = replies.filter { $0.value.kept.expiry <= now }
        for scope in over.keys { replies[scope] = nil }
        return over.count
    }

    mutating func beginOutage(_ outage: Outage) {
        guard openOutage(outage.target) == nil else { return }
        outages.append(outage)
    }

    mutating func endOutage(target: String, at now: Instant) {
        outages = outages.map { outage in
            outage.target == target && outage.endedAt == nil
                ? Outage(target: target, beganAt: outage.beganAt, endedAt: now, reason: outage.reason) : outage
        }
    }

    func openOutage(_ target: String) -> Outage? {
        outages.first { $0.target == target && $0.endedAt == nil }
    }

    func unreachable(target: String, from start: Instant, to end: Instant) -> Span {
        outages.filter { $0.target == target }.reduce(.zero) { total, outage in
            let (from, to) = (max(outage.beganAt, start), min(outage.endedAt ?? end, end))
            return from < to ? total + (to - from) : total
        }
    }

    mutating func pause(_ pause: Pause) {
        guard !pauses.contains(where: { $0.target == pause.target && $0.lane == pause.lane }) else { return }
        pauses.append(pause)
        pauses.sort { ($0.target, $0.lane.rawValue) < ($1.target, $1.lane.rawValue) }
    }

    mutating func resume(target: String, lane: Lane) -> Bool {
        let before = pauses.count
        pauses.removeAll { $0.target == target && $0.lane == lane }
        return pauses.count < before
    }

    func journal(object: String? = nil, message: String? = nil, kind: JournalKind? = nil) -> [JournalEntry] {
        journal.filter { entry in
            (object == nil || entry.object?.id == object) && (kind == nil || entry.kind == kind)
                && (message == nil
                    || entry.messageID == message && entry.object?.id == messages[message ?? ""]?.arrival.key.id)
        }
    }
}
