import Messages

@testable import Storage

extension ActMaker {
    mutating func accept(_ store: SimulatedStore) -> Act {
        let arrivals = (0...dice.below(4)).map { _ in arrival(store) }
        let names = arrivals.map { "\($0.key.id.prefix(8)) \($0.version) \($0.operation) \($0.changedAt.rfc3339)" }
        return Act("accept \(names)") { store in
            "\(arrivals.map { store.accept($0) })"
        } _: { session in
            "\(try session.accept(arrivals))"
        }
    }

    /// A new version, one that came before, the same with other content, an older one, a deletion.
    mutating func arrival(_ store: SimulatedStore) -> Arrival {
        let known = store.messages.values.map(\.arrival).sorted { $0.id < $1.id }
        let id = identifier()
        guard !known.isEmpty, dice.once(in: 2) else {
            let changed = now - .seconds(Int64(dice.below(dice.once(in: 4) ? 600 : 3)))
            return fresh(id, dice.one(of: Self.keys), "v\(id.dropFirst(9).prefix(4))", changed)
        }
        let old = dice.one(of: known)
        switch dice.below(5) {
        case 0: return old.again(id: id, at: now)
        case 1: return old.again(id: id, data: "{\"другое\":\(dice.below(9))}", at: now)
        case 2: return old.again(id: id, operation: .delete, at: now)
        case 3: return old.again(id: id, changedAt: now, at: now)
        default: return fresh(id, old.key, "v\(id.dropFirst(9).prefix(4))", old.changedAt - .milliseconds(1))
        }
    }

    private mutating func fresh(_ id: String, _ key: ObjectKey, _ version: String, _ changed: Instant) -> Arrival {
        Arrival(
            id: id, key: key, version: version, changedAt: changed, operation: dice.once(in: 8) ? .delete : .upsert,
            presentation: text(), data: "{\"Наименование\":\"\(id)\"}", lane: dice.one(of: Self.lanes),
            caller: dice.one(of: ["1c", "второй"]), correlationID: "c-\(id)", receivedAt: now)
    }

    mutating func takeIn() -> Act {
        let (now, expiry) = (now, now + .seconds(Int64(1 + dice.below(60))))
        let claims = dice.some(3, of: Self.claims)
        let brought = claims.map { _ in (0..<dice.below(3)).map { _ in arrival(SimulatedStore()) } }
        let requests = zip(claims, brought).map { claim, arrivals in
            IntakeRequest(claim: claim, arrivals: arrivals, at: now, expiry: expiry) { acceptances in
                Reply(status: 202, headers: [.init("Location", "/x")], body: Array("\(acceptances)".utf8))
            }
        }
        return Act("take in under \(claims.map(\.key))") { store in
            "\(store.takeIn(requests))"
        } _: { session in
            "\(try session.takeIn(requests))"
        }
    }

    static let claims = ["k1", "k2", "k3", "k4"].flatMap { key in
        ["1c", "b24"].map { caller in
            IdempotencyClaim(
                caller: caller, method: "POST", route: "/api/v1/messages", key: key, fingerprint: "f-\(key)",
                correlationID: "c-\(key)")
        }
    }

    mutating func claimInbox() -> Act {
        let (now, limit, lease) = (now, 1 + dice.below(3), Span.seconds(Int64(1 + dice.below(20))))
        let floor = dice.once(in: 4) ? now - .seconds(Int64(dice.below(30))) : nil
        return Act("claim \(limit) of the inbox") { store in
            "\(store.claimInbox(limit: limit, at: now, lease: lease, from: floor))"
        } _: { session in
            "\(try session.claimInbox(limit: limit, at: now, lease: lease, from: floor))"
        }
    }

    mutating func sortAgain(_ store: SimulatedStore) -> Act {
        let (now, lane) = (now, dice.one(of: Self.lanes))
        guard let id = store.messages.keys.sorted().randomElement(using: &dice), let message = store.message(id) else {
            return claimInbox()
        }
        guard dice.once(in: 2) else {
            return Act("map \(id) again") { store in
                "\(store.remap(message, lane: lane, at: now)) \(store.isLatest(id))"
            } _: { session in
                "\(try session.remap(message, lane: lane, at: now)) \(try session.isLatest(message))"
            }
        }
        let sorting = Sorting(
            messageID: id, outcome: dice.one(of: [.kept, .skipped, .unmatched, .rejected, .failed]), reason: text(),
            detail: dice.once(in: 2) ? ["file": "a.lua", "line": 7] : nil,
            revision: dice.once(in: 2) ? RevisionID("r1") : nil)
        return Act("note \(sorting.outcome) of \(id)") { store in
            store.noteSorting(sorting, at: now)
            return ""
        } _: { session in
            try session.noteSorting(sorting, at: now)
            return ""
        }
    }
}

extension Arrival {
    /// The same version, come again.
    fileprivate func again(
        id: String, data: String? = nil, operation: Messages.Operation? = nil, changedAt: Instant? = nil,
        at now: Instant
    ) -> Arrival {
        Arrival(
            id: id, key: key, version: version, changedAt: changedAt ?? self.changedAt,
            operation: operation ?? self.operation, presentation: presentation, data: data ?? self.data, lane: lane,
            caller: caller, correlationID: "c-\(id)", receivedAt: now)
    }
}
