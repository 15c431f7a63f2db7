import Messages

@testable import Storage

extension SimulatedStore {
    func deadLetters(_ filter: DeadLetterFilter) -> [DeadLetter] {
        let sent = dispatches.values.filter { $0.dispatch.state.isDeadLetter }.map { delivery in
            let dispatch = delivery.dispatch
            return DeadLetter(
                dispatchID: dispatch.id, messageID: dispatch.messageID, object: dispatch.source,
                presentation: messages[dispatch.messageID]?.arrival.presentation, target: dispatch.target,
                targetType: dispatch.targetType, state: dispatch.state.rawValue, reason: dispatch.reason,
                attempts: dispatch.attempts, revision: dispatch.revision, at: delivery.updated)
        }
        let unmapped = sortings.values.filter { $0.sorting.outcome.isDeadLetter && isLatest($0.sorting.messageID) }
            .compactMap { sorting, at -> DeadLetter? in
                guard let arrival = messages[sorting.messageID]?.arrival else { return nil }
                return DeadLetter(
                    dispatchID: nil, messageID: arrival.id, object: arrival.key, presentation: arrival.presentation,
                    target: nil, targetType: nil, state: sorting.outcome.rawValue, reason: sorting.reason, attempts: 0,
                    revision: sorting.revision, at: at)
            }
        return (sent + unmapped).filter { Self.means(filter, $0) }
    }

    private static func means(_ filter: DeadLetterFilter, _ letter: DeadLetter) -> Bool {
        (filter.state ?? letter.state) == letter.state && (filter.type ?? letter.object.type) == letter.object.type
            && (filter.target == nil || filter.target == letter.target)
            && (filter.messageID ?? letter.messageID) == letter.messageID
            && (filter.reason.map { contains(letter.reason, $0) } ?? true)
            && (filter.since ?? letter.at) <= letter.at && (filter.until.map { letter.at < $0 } ?? true)
    }

    /// Latin letters are the same in either case.
    static func contains(_ text: String?, _ part: String) -> Bool {
        func folded(_ text: String) -> String {
            text.unicodeScalars.reduce(into: "") { $0 += $1.isASCII ? $1.properties.lowercaseMapping : String($1) }
        }
        return text.map { folded($0).contains(folded(part)) } ?? false
    }

    func latestMessages(_ selection: HistorySelection, after: ObjectKey?) -> [Message] {
        let latest = objects.values.compactMap { message($0.latest) }.filter { message in
            selection.types.contains("\(message.key.system).\(message.key.type)")
                && (selection.since ?? message.receivedAt) <= message.receivedAt
                && (selection.until.map { message.receivedAt < $0 } ?? true)
        }
        let sorted = latest.sorted { ($0.key.id, $0.key.type) < ($1.key.id, $1.key.type) }
        return sorted.filter { message in after.map { ($0.id, $0.type) < (message.key.id, message.key.type) } ?? true }
    }

    func queueDepths() -> [QueueDepth] {
        let unsorted = inbox.values.map { ($0.lane, "unsorted", $0.received) }
        let standing = outbox.compactMap { id, place in
            dispatches[id].map { ($0.dispatch.lane, $0.dispatch.state.rawValue, place.since) }
        }
        let groups = Dictionary(grouping: unsorted + standing) { [$0.0.rawValue, $0.1] }
        return groups.sorted { $0.key.joined(separator: " ") < $1.key.joined(separator: " ") }.map { _, rows in
            QueueDepth(
                lane: rows[0].0, state: rows[0].1, count: rows.count, oldest: rows.map(\.2).min() ?? rows[0].2)
        }
    }

    func queue(lane: Lane?, state: DispatchState?) -> [(dispatch: Dispatch, presentation: String?, due: Instant?)] {
        outbox.sorted { ($0.value.since, $0.key) < ($1.value.since, $1.key) }.compactMap { id, place in
            guard let dispatch = dispatches[id]?.dispatch, (lane ?? dispatch.lane) == dispatch.lane,
                (state ?? dispatch.state) == dispatch.state
            else { return nil }
            return (dispatch, messages[dispatch.messageID]?.arrival.presentation, place.due)
        }
    }

    func standing(of key: ObjectKey) -> [Dispatch] {
        outbox.keys.compactMap { dispatches[$0]?.dispatch }.filter { $0.source == key }
            .sorted { ($0.target, $0.ordinal, $0.position, $0.id) < ($1.target, $1.ordinal, $1.position, $1.id) }
    }

    func dispatches(of message: String) -> [Dispatch] {
        dispatches.values.map(\.dispatch).filter { $0.messageID == message }
            .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
    }

    /// The dispatches that an object's passport shows.
    func shown(of key: ObjectKey) -> [Dispatch] {
        dispatches.values.map(\.dispatch).filter { dispatch in
            dispatch.source == key && dispatch.state != .superseded
                && (dispatch.messageID == objects[key]?.latest || dispatch.state.isLive)
        }.sorted { ($0.ordinal, $0.position, $0.id) < ($1.ordinal, $1.position, $1.id) }
    }

    func findObjects(_ text: String) -> [ObjectKey] {
        let exact = GUID.normalized(text) ?? text.lowercased()
        let spellings = [
            text, text.lowercased(), text.uppercased(), text.prefix(1).uppercased() + text.dropFirst().lowercased(),
        ]
        let found = objects.filter { key, known in
            key.id == exact || messages[exact]?.arrival.key == key || dispatches[exact]?.dispatch.source == key
                || spellings.contains { Self.contains(known.presentation, $0) }
        }
        return found.sorted { one, other in
            let changed = [one, other].map { messages[$0.value.latest]?.arrival.changedAt ?? Instant(milliseconds: 0) }
            return changed[0] == changed[1]
                ? (one.key.id, one.key.type) < (other.key.id, other.key.type) : changed[0] > changed[1]
        }.map(\.key)
    }

    var isIdle: Bool { inbox.isEmpty && !outbox.values.contains { $0.due != nil } }
}
