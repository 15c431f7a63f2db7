import Messages

@testable import Storage

extension ActMaker {
    mutating func read(_ store: SimulatedStore) -> Act {
        switch dice.below(9) {
        case 0: journalPages(store)
        case 1: journalTail(store)
        case 2: passport()
        case 3: search(store)
        case 4: deadLetters(store)
        case 5: queue()
        case 6: dispatches(store)
        case 7: latest()
        default: depths()
        }
    }

    private mutating func journalPages(_ store: SimulatedStore) -> Act {
        let object = dice.once(in: 2) ? dice.one(of: Self.keys).id : nil
        let message = dice.once(in: 3) ? store.messages.keys.sorted().randomElement(using: &dice) : nil
        let kind: JournalKind? = dice.once(in: 3) ? dice.one(of: [.accepted, .duplicate, .stale, .superseded]) : nil
        let (first, second) = (1 + dice.below(5), 1 + dice.below(50))
        return Act("the journal of \(object ?? "all")") { store in
            "\(store.journal(object: object, message: message, kind: kind).prefix(first + second).map(\.line))"
        } _: { session in
            let page = try session.journal(object: object, message: message, kind: kind, limit: first)
            let next = try page.last.map {
                try session.journal(after: $0.id, object: object, message: message, kind: kind, limit: second)
            }
            return "\((page + (next ?? [])).map(\.line))"
        }
    }

    private mutating func journalTail(_ store: SimulatedStore) -> Act {
        let object = dice.once(in: 2) ? dice.one(of: Self.keys).id : nil
        let message = dice.once(in: 3) ? store.messages.keys.sorted().randomElement(using: &dice) : nil
        let limit = 1 + dice.below(20)
        return Act("the end of the journal of \(object ?? "all")") { store in
            "\(store.journal(object: object, message: message).suffix(limit).reversed().map(\.line))"
        } _: { session in
            "\(try session.journalTail(object: object, message: message, limit: limit).map(\.line))"
        }
    }

    private mutating func passport() -> Act {
        let key = dice.one(of: Self.keys)
        return Act("the passport of \(key.id)") { store in
            let known = store.objects[key]
            let latest = known.flatMap { store.message($0.latest) }
            let sorting = latest.flatMap { store.sortings[$0.id]?.sorting }
            return """
                \(String(describing: latest)) \(known?.arrivals ?? 0) \(String(describing: sorting)) \
                \(store.crossReferences(of: key)) \(store.shown(of: key)) \(store.standing(of: key))
                """
        } _: { session in
            let passport = try session.passport(of: key)
            let standing = try session.standing(of: [key])[key]?.sorted { $0.key < $1.key } ?? []
            return """
                \(String(describing: passport?.latest)) \(passport?.versions ?? 0) \
                \(String(describing: passport?.sorting)) \(passport?.known ?? []) \(passport?.dispatches ?? []) \
                \(standing.flatMap(\.value).map(\.dispatch))
                """
        }
    }

    private mutating func search(_ store: SimulatedStore) -> Act {
        let parts = ["ЧАЙНИК", "ёлка", "IPHONE", "100%", "_", "a\\b", "🫖", Self.keys[0].id.uppercased()]
        let known = (store.messages.keys.sorted() + store.dispatches.keys.sorted()).randomElement(using: &dice)
        let text = dice.once(in: 3) ? known ?? "нет" : dice.one(of: parts)
        return Act("objects called \(text)") { store in
            "\(store.findObjects(text).dropFirst().prefix(9))"
        } _: { session in
            "\(try session.findObjects(text, offset: 1, limit: 9)[...])"
        }
    }

    private mutating func deadLetters(_ store: SimulatedStore) -> Act {
        var filter = DeadLetterFilter()
        if dice.once(in: 3) { filter.state = dice.one(of: ["refused", "failed", "unmatched"]) }
        if dice.once(in: 4) { filter.type = dice.one(of: Self.types) }
        if dice.once(in: 4) { filter.target = dice.one(of: Self.targets) }
        if dice.once(in: 3) { filter.reason = dice.one(of: ["нет", "%", "_", "\\", "IPHONE", "a\\b'c\"d"]) }
        if dice.once(in: 4) { filter.messageID = store.messages.keys.sorted().randomElement(using: &dice) }
        if dice.once(in: 4) { filter.since = now - .seconds(60) }
        if dice.once(in: 4) { filter.until = now - .seconds(20) }
        return Act("dead letters: \(filter)") { [filter] store in
            let letters = store.deadLetters(filter)
            return "\(letters.count) \(letters.map { "\($0)" }.sorted())"
        } _: { [filter] session in
            let letters = try session.deadLetters(filter, limit: 1000)
            return "\(try session.deadLetterCount(filter)) \(letters.map { "\($0)" }.sorted())"
        }
    }

    private mutating func queue() -> Act {
        let lane = dice.once(in: 2) ? dice.one(of: Self.lanes) : nil
        let state: DispatchState? = dice.once(in: 3) ? dice.one(of: [.queued, .sending, .parked, .refused]) : nil
        let (offset, limit) = (dice.below(3), 1 + dice.below(10))
        return Act("the queue of \(lane?.rawValue ?? "all")") { store in
            let all = store.queue(lane: lane, state: state)
            return "\(all.count) \(all.dropFirst(offset).prefix(limit))"
        } _: { session in
            let page = try session.queue(lane: lane, state: state, offset: offset, limit: limit)
            return "\(try session.queueCount(lane: lane, state: state)) \(page[...])"
        }
    }

    private mutating func dispatches(_ store: SimulatedStore) -> Act {
        guard let id = store.messages.keys.sorted().randomElement(using: &dice) else { return depths() }
        let dispatch = store.dispatches.keys.sorted().randomElement(using: &dice) ?? "нет"
        let key = dice.one(of: Self.keys)
        return Act("the dispatches of \(id), the waits of \(dispatch)") { store in
            let handedIn = store.messages.values.contains { $0.arrival.key == key && $0.arrival.caller == "второй" }
            return """
                \(store.dispatches(of: id)) \(store.waits(of: dispatch)) \
                \(String(describing: store.dispatches[dispatch]?.dispatch)) \
                \(String(describing: store.outbox[dispatch]?.due)) \(store.inbox[id] != nil) \(handedIn)
                """
        } _: { session in
            """
            \(try session.dispatches(of: id)) \(try session.waits(of: dispatch)) \
            \(String(describing: try session.dispatch(dispatch))) \
            \(String(describing: try session.due(of: dispatch))) \(try session.isInInbox(id)) \
            \(try session.wasHandedIn(key, by: "второй"))
            """
        }
    }

    private mutating func latest() -> Act {
        let type = dice.once(in: 2) ? Self.types : [dice.one(of: Self.types)]
        let selection = HistorySelection(
            types: Set(type.map { "ut103.\($0)" }), since: dice.once(in: 3) ? now - .seconds(60) : nil,
            until: dice.once(in: 3) ? now - .seconds(20) : nil)
        let (after, limit) = (dice.once(in: 2) ? dice.one(of: Self.keys) : nil, 1 + dice.below(6))
        return Act("the latest versions after \(after?.id ?? "none"): \(selection)") { store in
            let page = Array(store.latestMessages(selection, after: after).prefix(limit))
            return "\(page) \(page.compactMap { store.sortings[$0.id]?.sorting })"
        } _: { session in
            let page = try session.latestMessages(selection, after: after, limit: limit)
            let sortings = try session.sortings(of: page.map(\.id))
            return "\(page) \(page.compactMap { sortings[$0.id] })"
        }
    }

    private func depths() -> Act {
        Act("how much waits") { store in
            "\(store.queueDepths()) \(store.isIdle)"
        } _: { session in
            "\(try session.queueDepths()) \(try session.isIdle())"
        }
    }
}

extension JournalEntry {
    /// All but its id, which every store makes for itself.
    fileprivate var line: String {
        """
        \(at.milliseconds) \(kind) \(String(describing: object)) \(messageID ?? "") \(dispatchID ?? "") \
        \(target ?? "") \(correlationID ?? "") \(summary) \(detail?.text ?? "")
        """
    }
}
