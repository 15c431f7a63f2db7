import Messages

@testable import Storage

extension ActMaker {
    /// Holding back, waking, escalating, ending waits by themselves.
    mutating func rearrange(_ store: SimulatedStore) -> Act {
        let (now, target, key) = (now, dice.one(of: Self.targets), dice.one(of: Self.keys))
        switch dice.below(6) {
        case 4: return revisit(key, target)
        case 5:
            let come = (0...dice.below(3)).map { _ in reference() }
            return Act("what was sent without \(come.map(\.source.id))") { store in
                "\(store.takeRevisits(for: come, target: target))"
            } _: { session in
                "\(try session.takeRevisits(for: come, target: target))"
            }
        case 0:
            let (until, byOutage) = (now + .seconds(Int64(dice.below(20))), dice.once(in: 2))
            return Act("hold \(key.id) back") { store in
                store.holdBack(key, target: target, until: until, byOutage: byOutage)
                return ""
            } _: { session in
                try session.holdBack(key, target: target, until: until, byOutage: byOutage)
                return ""
            }
        case 1:
            return Act("wake what waits for \(target)") { store in
                "\(store.wakeHeldByOutage(target: target, at: now))"
            } _: { session in
                "\(try session.wakeHeldByOutage(target: target, at: now))"
            }
        case 2:
            return Act("overdue waits") { store in
                "\(store.takeOverdueWaits(at: now).map { "\($0)" }.sorted())"
            } _: { session in
                "\(try session.takeOverdueWaits(at: now, limit: 1000).map { "\($0)" }.sorted())"
            }
        default:
            let references = (0...dice.below(3)).map { _ in reference() }
            return Act("end the waits for \(references.map(\.source.id))") { store in
                "\(store.endWaits(for: references, target: target))"
            } _: { session in
                "\(try session.endWaits(for: references, target: target))"
            }
        }
    }

    /// An object is sent without others.
    private mutating func revisit(_ key: ObjectKey, _ target: String) -> Act {
        let missing = (0...dice.below(2)).map { _ in reference() }
        let (now, lane) = (now, dice.one(of: Self.lanes))
        return Act("\(key.id) is sent without \(missing.map(\.source.id))") { store in
            store.revisit(key, when: missing, in: target, lane: lane, at: now)
            return ""
        } _: { session in
            try session.revisit(key, when: missing, in: target, lane: lane, at: now)
            return ""
        }
    }

    /// What is known of the targets, and how long they were away.
    mutating func memory() -> Act {
        let (now, target, key) = (now, dice.one(of: Self.targets), dice.one(of: Self.keys))
        switch dice.below(3) {
        case 0:
            let wanted = Set((0..<3).map { _ in TargetedReference(reference(), target: dice.one(of: Self.targets)) })
            return Act("cross-references") { store in
                let known = store.crossReferences(of: key).filter { $0.target == target }
                return "\(known) \(wanted.compactMap { store.resolve($0) }.sorted())"
            } _: { session in
                let known = try session.crossReferences(of: key, target: target)
                return "\(known) \(try session.resolve(wanted).values.sorted())"
            }
        case 1:
            let outage = Outage(target: target, beganAt: now, reason: "нет связи")
            return Act("\(target) goes away") { store in
                store.beginOutage(outage)
                return "\(store.outages.filter { $0.endedAt == nil }.sorted { $0.target < $1.target })"
            } _: { session in
                try session.beginOutage(outage)
                return "\(try session.openOutages())"
            }
        default:
            let start = now - .minutes(Int64(dice.below(5)))
            return Act("\(target) comes back") { store in
                store.endOutage(target: target, at: now)
                return "\(store.unreachable(target: target, from: start, to: now))"
            } _: { session in
                try session.endOutage(target: target, at: now)
                return "\(try session.unreachable(target: target, from: start, to: now))"
            }
        }
    }

    /// Keys, pauses, and forgetting.
    mutating func keeping() -> Act {
        let (now, claim) = (now, dice.one(of: Self.claims))
        switch dice.below(6) {
        case 0, 1:
            let (reply, expiry) = (Reply(status: 200, body: [0, 255, 7]), now + .seconds(Int64(1 + dice.below(40))))
            return Act("keep an answer under \(claim.scope), unless there is one") { store in
                if let known = store.storedReply(claim, at: now) { return "\(known)" }
                return "\(store.keep(reply, for: claim, at: now, until: expiry))"
            } _: { session in
                if let known = try session.storedReply(for: claim, at: now) { return "\(known)" }
                try session.keep(reply, for: claim, at: now, until: expiry)
                return "true"
            }
        case 2:
            return Act("look \(claim.scope) up") { store in
                "\(String(describing: store.storedReply(claim, at: now)))"
            } _: { session in
                "\(String(describing: try session.storedReply(for: claim, at: now)))"
            }
        case 3:
            return Act("forget keys") { store in
                "\(store.purgeIdempotency(at: now))"
            } _: { session in
                "\(try session.purgeIdempotency(at: now, limit: 1000))"
            }
        case 4:
            let pause = Pause(
                target: dice.one(of: Self.targets), lane: dice.one(of: Self.lanes), reason: "по требованию", at: now,
                actor: "op")
            return Act("pause") { store in
                store.pause(pause)
                return "\(store.pauses)"
            } _: { session in
                try session.pause(pause)
                return "\(try session.pauses())"
            }
        default:
            let (target, lane) = (dice.one(of: Self.targets), dice.one(of: Self.lanes))
            return Act("resume") { store in
                "\(store.resume(target: target, lane: lane)) \(store.pauses)"
            } _: { session in
                "\(try session.resume(target: target, lane: lane)) \(try session.pauses())"
            }
        }
    }
}
