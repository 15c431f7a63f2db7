import Messages

@testable import Storage

extension SimulatedStore {
    mutating func open(_ dispatch: Dispatch, fieldsHash: String, waits awaited: [Reference], escalateAt: Instant) {
        recordUnchanged(dispatch, fieldsHash: fieldsHash)
        outbox[dispatch.id] = Place(due: awaited.isEmpty ? dispatch.createdAt : nil, since: dispatch.createdAt)
        for reference in awaited {
            let isThere = waits.contains {
                $0.dispatch == dispatch.id && $0.reference.source == reference.source
                    && $0.reference.targetType == reference.targetType
            }
            guard !isThere else { continue }
            waits.append(
                Waiting(
                    dispatch: dispatch.id, target: dispatch.target, reference: reference, since: dispatch.createdAt,
                    escalateAt: escalateAt))
        }
    }

    mutating func recordUnchanged(_ dispatch: Dispatch, fieldsHash: String) {
        dispatches[dispatch.id] = Delivery(dispatch: dispatch, fieldsHash: fieldsHash, updated: dispatch.createdAt)
    }

    func heads(target: String, wishes: [Lane: Int], at now: Instant) -> [Lane: [OutboxHead]] {
        let due = due(target: target, at: now).filter { outbox[$0.dispatchID]?.dated == nil }
            .sorted { ($0.due, $0.dispatchID) < ($1.due, $1.dispatchID) }
        return Dictionary(grouping: due, by: \.lane).compactMapValues { heads in
            let wished = heads.prefix(wishes[heads[0].lane] ?? 0)
            return wished.isEmpty ? nil : Array(wished)
        }
    }

    func postingHead(target: String, lanes: [Lane], at now: Instant) -> OutboxHead? {
        let isBusy = waitingPostings(of: target).contains { Self.isTaken($0.value.leaseUntil, at: now) }
        guard !isBusy else { return nil }
        return due(target: target, at: now).filter { lanes.contains($0.lane) }
            .compactMap { head in outbox[head.dispatchID]?.dated.map { (dated: $0, head: head) } }
            .min { ($0.dated, $0.head.dispatchID) < ($1.dated, $1.head.dispatchID) }?.head
    }

    mutating func hastenPostings(target: String, triedBefore before: Instant, limit: Int, at now: Instant) {
        let waiting = waitingPostings(of: target).filter { id, place in
            place.due.map { $0 > now } == true && dispatches[id].map { $0.updated <= before } == true
        }
        let first = waiting.sorted { left, right in
            guard let earlier = left.value.dated, let later = right.value.dated else { return false }
            return (earlier, left.key) < (later, right.key)
        }.prefix(limit)
        for id in first.map(\.key) { outbox[id]?.due = now }
    }

    private func waitingPostings(of target: String) -> [String: Place] {
        outbox.filter { id, place in place.dated != nil && dispatches[id]?.dispatch.target == target }
    }

    /// What a target could be sent now.
    private func due(target: String, at now: Instant) -> [OutboxHead] {
        outbox.compactMap { id, place in
            guard let dispatch = dispatches[id]?.dispatch, let due = place.due, dispatch.target == target, due <= now,
                !Self.isTaken(place.leaseUntil, at: now), isHead(dispatch)
            else { return nil }
            return OutboxHead(dispatchID: id, lane: dispatch.lane, token: place.token, due: due)
        }
    }

    mutating func claim(_ heads: [OutboxHead], at now: Instant, lease: Span) -> [OutboxClaim] {
        let claims = heads.compactMap { head -> OutboxClaim? in
            guard let delivery = dispatches[head.dispatchID], let version = messages[delivery.dispatch.messageID]
            else { return nil }
            let dispatch = delivery.dispatch
            let slot = Slot(source: dispatch.source, target: dispatch.target, name: dispatch.slot)
            let reference = possessions[slot]?.reference.reference ?? dispatch.reference
            return OutboxClaim(
                dispatch: dispatch.with(reference: reference), token: head.token + 1, fieldsHash: delivery.fieldsHash,
                correlationID: version.arrival.correlationID, receivedAt: version.arrival.receivedAt,
                version: version.arrival.version, presentation: version.arrival.presentation)
        }
        for head in heads {
            outbox[head.dispatchID]?.leaseUntil = now + lease
            outbox[head.dispatchID]?.token = head.token + 1
            guard let dispatch = dispatches[head.dispatchID]?.dispatch else { continue }
            dispatches[head.dispatchID]?.dispatch = dispatch.with(state: .sending)
            dispatches[head.dispatchID]?.updated = now
        }
        outboxClaims += claims
        return claims
    }

    func owned(_ claims: [OutboxClaim]) -> Set<String> {
        Set(claims.filter { outbox[$0.dispatch.id]?.token == $0.token }.map(\.dispatch.id))
    }

    mutating func leave(_ id: String, _ change: StateChange) {
        outbox[id] = nil
        waits.removeAll { $0.dispatch == id }
        apply(change, to: id)
    }

    mutating func postpone(_ id: String, due: Instant?, byOutage: Bool, dated: Instant? = nil, _ change: StateChange) {
        outbox[id]?.due = due
        outbox[id]?.leaseUntil = nil
        outbox[id]?.isHeldByOutage = byOutage
        outbox[id]?.dated = dated
        apply(change, to: id)
    }

    mutating func holdBack(_ key: ObjectKey, target: String, until: Instant, byOutage: Bool) {
        for id in outbox.keys where dispatches[id]?.dispatch.source == key && dispatches[id]?.dispatch.target == target
        {
            guard let due = outbox[id]?.due, due < until else { continue }
            outbox[id]?.due = until
            outbox[id]?.isHeldByOutage = byOutage
        }
    }

    mutating func wakeHeldByOutage(target: String, at now: Instant) -> Int {
        let held = outbox.filter { id, place in
            place.isHeldByOutage && place.due != nil && dispatches[id]?.dispatch.target == target
        }
        for id in held.keys {
            outbox[id]?.due = now
            outbox[id]?.isHeldByOutage = false
        }
        return held.count
    }

    private mutating func apply(_ change: StateChange, to id: String) {
        guard let dispatch = dispatches[id]?.dispatch else { return }
        dispatches[id]?.dispatch = dispatch.with(
            state: change.state, attempts: dispatch.attempts + change.tries, reference: change.reference,
            reason: .some(change.reason))
        dispatches[id]?.detail = change.detail
        dispatches[id]?.updated = change.at
    }

    /// Whether nothing of the object goes to the target before it.
    private func isHead(_ dispatch: Dispatch) -> Bool {
        !outbox.keys.compactMap { dispatches[$0]?.dispatch }.contains { other in
            other.source == dispatch.source && other.target == dispatch.target
                && (other.ordinal, other.position, other.id) < (dispatch.ordinal, dispatch.position, dispatch.id)
        }
    }
}
