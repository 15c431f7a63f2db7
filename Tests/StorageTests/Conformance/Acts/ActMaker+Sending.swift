import Messages

@testable import Storage

extension ActMaker {
    /// What came of a delivery.
    fileprivate enum Outcome: Sendable {
        case confirmed(CrossReference)
        case superseded
        case later(due: Instant, byOutage: Bool)
        case written(due: Instant, dated: Instant)
        case held
    }

    mutating func claimOutbox() -> Act {
        let (now, target, lease) = (now, dice.one(of: Self.targets), Span.seconds(Int64(1 + dice.below(20))))
        let wishes = Dictionary(uniqueKeysWithValues: Self.lanes.map { ($0, dice.below(4)) })
        return Act("claim of the outbox of \(target)") { store in
            var heads = Self.listed(store.heads(target: target, wishes: wishes, at: now))
            heads += [store.postingHead(target: target, lanes: Self.lanes, at: now)].compactMap(\.self)
            return "\(heads) \(store.claim(heads, at: now, lease: lease))"
        } _: { session in
            var heads = Self.listed(try session.heads(target: target, wishes: wishes, at: now))
            heads += [try session.postingHead(target: target, lanes: Self.lanes, at: now)].compactMap(\.self)
            return "\(heads) \(try session.claim(heads, at: now, lease: lease))"
        }
    }

    /// Something was posted, and what waits for that is tried again.
    mutating func hastenPostings() -> Act {
        let (now, target, limit) = (now, dice.one(of: Self.targets), 1 + dice.below(3))
        let before = now - .seconds(Int64(dice.below(6)))
        return Act("hasten \(limit) postings of \(target)") { store in
            store.hastenPostings(target: target, triedBefore: before, limit: limit, at: now)
            return ""
        } _: { session in
            try session.hastenPostings(target: target, triedBefore: before, limit: limit, at: now)
            return ""
        }
    }

    private static func listed(_ heads: [Lane: [OutboxHead]]) -> [OutboxHead] {
        heads.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value)
    }

    /// Writes down outcomes for claims, valid ones and stale ones, as a sender does: what waited for an object that is
    /// there now is mapped again.
    mutating func record(_ store: SimulatedStore) -> Act {
        // Of one dispatch there may be several claims.
        let claims = dice.some(3, of: store.outboxClaims.suffix(10)).reduce(into: [OutboxClaim]()) { unique, claim in
            if !unique.contains(where: { $0.dispatch.id == claim.dispatch.id }) { unique.append(claim) }
        }
        guard !claims.isEmpty else { return claimOutbox() }
        let steps = claims.map { ($0, outcome(of: $0), change(for: $0)) }
        let now = now
        return Act("record \(claims.map { "\($0.dispatch.id) \($0.token)" })") { store in
            let owned = store.owned(claims)
            var freed: [String] = []
            for (claim, outcome, change) in steps where owned.contains(claim.dispatch.id) {
                let id = claim.dispatch.id
                switch outcome {
                case .confirmed(let known):
                    store.leave(id, change.becoming(.confirmed))
                    store.remember(known, posted: nil, at: now)
                case .superseded: store.leave(id, change.becoming(.superseded))
                case .later(let due, let byOutage):
                    store.postpone(id, due: due, byOutage: byOutage, change.becoming(.queued))
                case .written(let due, let dated):
                    store.postpone(id, due: due, byOutage: false, dated: dated, change.becoming(.written))
                case .held: store.postpone(id, due: nil, byOutage: false, change.becoming(.refused))
                }
                guard case .confirmed = outcome else { continue }
                for (message, lane) in store.endWaits(for: [claim.reference], target: claim.dispatch.target) {
                    let message = store.message(message)
                    freed.append(
                        "\(message?.id ?? "") \(message.map { store.remap($0, lane: lane, at: now) } ?? false)")
                }
            }
            return "\(owned.sorted()) \(freed)"
        } _: { session in
            let owned = try session.owned(claims)
            var freed: [String] = []
            for (claim, outcome, change) in steps where owned.contains(claim.dispatch.id) {
                try session.record(outcome, of: claim.dispatch.id, change)
                guard case .confirmed = outcome else { continue }
                for (message, lane) in try session.endWaits(for: claim.reference, target: claim.dispatch.target) {
                    let message = try session.message(message)
                    let again = try message.map { try session.remap($0, lane: lane, at: now) }
                    freed.append("\(message?.id ?? "") \(again ?? false)")
                }
            }
            return "\(owned.sorted()) \(freed)"
        }
    }

    private mutating func outcome(of claim: OutboxClaim) -> Outcome {
        let dispatch = claim.dispatch
        switch dice.below(8) {
        case 0: return .superseded
        case 1: return .held
        case 2: return .later(due: now + .seconds(Int64(dice.below(20))), byOutage: dice.once(in: 2))
        case 3:
            return .written(
                due: now + .seconds(Int64(dice.below(20))), dated: now - .seconds(Int64(dice.below(3000))))
        default:
            return .confirmed(
                CrossReference(
                    source: dispatch.source, target: dispatch.target, slot: dispatch.slot,
                    targetType: dispatch.targetType, reference: "at-\(dispatch.id)", messageID: dispatch.messageID,
                    ordinal: dispatch.ordinal, fieldsHash: claim.fieldsHash, isRemoved: dispatch.action == .remove))
        }
    }

    private mutating func change(for claim: OutboxClaim) -> StateChange {
        StateChange(
            state: .queued, reference: dice.once(in: 2) ? "at-\(claim.dispatch.id)" : nil, reason: text(),
            detail: dice.once(in: 2) ? ["steps": [["status": 200]]] : nil, tries: dice.below(2), at: now)
    }
}

extension StateChange {
    fileprivate func becoming(_ state: DispatchState) -> StateChange {
        // What the verbs of those states do not take is not there.
        StateChange(
            state: state, reference: state == .refused ? nil : reference,
            reason: state == .refused ? reason ?? "" : reason,
            detail: state == .queued || state == .written ? nil : detail, tries: tries, at: at)
    }
}

extension OutboxClaim {
    fileprivate var reference: Reference { Reference(targetType: dispatch.targetType, source: dispatch.source) }
}

extension Session {
    fileprivate func record(_ outcome: ActMaker.Outcome, of id: String, _ change: StateChange) throws {
        switch outcome {
        case .confirmed(let known):
            try leaveOutbox(
                id, state: .confirmed, reference: change.reference, reason: change.reason, detail: change.detail,
                tries: change.tries, at: change.at)
            try remember(known, posted: nil, at: change.at)
        case .superseded:
            try leaveOutbox(
                id, state: .superseded, reference: change.reference, reason: change.reason, detail: change.detail,
                tries: change.tries, at: change.at)
        case .later(let due, let byOutage):
            try postpone(
                id, state: .queued, reference: change.reference, due: due, byOutage: byOutage, reason: change.reason,
                tries: change.tries, at: change.at)
        case .written(let due, let dated):
            try postpone(
                id, state: .written, reference: change.reference, due: due, byOutage: false, dated: dated,
                reason: change.reason, tries: change.tries, at: change.at)
        case .held:
            try hold(
                id, state: .refused, reason: change.reason ?? "", detail: change.detail, tries: change.tries,
                at: change.at)
        }
    }
}
