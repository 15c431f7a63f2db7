import Messages

@testable import Storage

extension ActMaker {
    /// What a message was mapped into: dispatches with what each of them waits for.
    fileprivate struct Output: Sendable {
        let claim: InboxClaim
        let dispatches: [(dispatch: Dispatch, waits: [Reference])]
    }

    /// Finishes claims, valid ones and stale ones, as a sorter does: what came of the valid ones is set on its way.
    mutating func settle(_ store: SimulatedStore) -> Act {
        let claims = dice.some(3, of: store.inboxClaims.suffix(8))
        guard !claims.isEmpty else { return claimInbox() }
        let now = now
        if dice.once(in: 6) {
            let due = now + .seconds(Int64(dice.below(10)))
            return Act("give \(claims[0].message.id) back") { store in
                store.returnToInbox(claims[0], due: due)
                return ""
            } _: { session in
                try session.returnToInbox(claims[0], due: due)
                return ""
            }
        }
        let outputs = claims.map { Output(claim: $0, dispatches: dispatches(of: $0, store)) }
        let escalateAt = now + .seconds(Int64(1 + dice.below(60)))
        return Act("settle \(claims.map { "\($0.message.id) \($0.token)" })") { store in
            let own = store.finishInbox(claims)
            for output in outputs where own.contains(output.claim.message.id) {
                store.noteSorting(output.sorting, at: now)
                for (dispatch, waits) in output.dispatches {
                    if dispatch.state == .unchanged {
                        store.recordUnchanged(dispatch, fieldsHash: "h")
                    } else {
                        store.open(dispatch, fieldsHash: "h", waits: waits, escalateAt: escalateAt)
                    }
                }
            }
            return "\(own.sorted())"
        } _: { session in
            let own = try session.finishInbox(claims)
            for output in outputs where own.contains(output.claim.message.id) {
                try session.noteSorting(output.sorting, at: now)
                for (dispatch, waits) in output.dispatches {
                    if dispatch.state == .unchanged {
                        try session.recordUnchanged(dispatch, fieldsHash: "h")
                    } else {
                        try session.open(dispatch, fieldsHash: "h", waits: waits, escalateAt: escalateAt)
                    }
                }
            }
            return "\(own.sorted())"
        }
    }

    private mutating func dispatches(
        of claim: InboxClaim, _ store: SimulatedStore
    ) -> [(dispatch: Dispatch, waits: [Reference])] {
        (0..<dice.below(4)).map { position in
            let waits = dice.once(in: 3) ? (0...dice.below(2)).map { _ in awaited(store) } : []
            let state: DispatchState = !waits.isEmpty ? .parked : dice.once(in: 6) ? .unchanged : .queued
            return (dispatch(of: claim.message, position: position, state: state), waits)
        }
    }

    /// Mostly something that is on its way, so that it will come.
    private mutating func awaited(_ store: SimulatedStore) -> Reference {
        guard !dice.once(in: 4), let id = store.outbox.keys.sorted().randomElement(using: &dice),
            let dispatch = store.dispatches[id]?.dispatch
        else { return reference() }
        return Reference(targetType: dispatch.targetType, source: dispatch.source, name: text())
    }

    private mutating func dispatch(of message: Message, position: Int, state: DispatchState) -> Dispatch {
        let (id, slot, target) = (identifier(), dice.one(of: Self.slots), dice.one(of: Self.targets))
        return Dispatch(
            id: id, messageID: message.id, source: message.key, ordinal: message.ordinal, position: position,
            target: target, slot: slot, targetType: message.key.type, action: dice.once(in: 5) ? .remove : .write,
            lane: dice.one(of: Self.lanes), state: state, key: "key-\(id)", fields: "{\"x\":\"\(id)\"}",
            revision: RevisionID("r1"), attempts: 0, wanted: message.key.id,
            reference: dice.once(in: 4) ? "there-\(id)" : nil, reason: text(), createdAt: now)
    }
}

extension ActMaker.Output {
    fileprivate var sorting: Sorting {
        Sorting(messageID: claim.message.id, outcome: .mapped, reason: nil, revision: RevisionID("r1"))
    }
}
