import Messages

@testable import Storage

extension SimulatedStore {
    mutating func accept(_ arrival: Arrival) -> Acceptance {
        if let first = first(of: arrival) {
            let differs = first.arrival.dataHash != arrival.dataHash
            let summary =
                differs
                ? "Версия \(arrival.version) пришла ещё раз с другим содержимым; осталось прежнее"
                : "Версия \(arrival.version) пришла ещё раз; ничего не изменилось"
            note(
                .duplicate, arrival, message: first.arrival.id, summary,
                ["caller": .string(arrival.caller), "differs": .bool(differs)])
            return .duplicate(of: first.arrival.id, differs: differs)
        }
        let before = objects[arrival.key]
        let ordinal = (before?.arrivals ?? 0) + 1
        messages[arrival.id] = Version(arrival: arrival, ordinal: ordinal)
        if let before, let latest = messages[before.latest], arrival.changedAt < latest.arrival.changedAt {
            objects[arrival.key]?.arrivals = ordinal
            let reason = "Версия \(arrival.version) старше уже известной: сохранена, не отправляется"
            noteSorting(
                Sorting(messageID: arrival.id, outcome: .stale, reason: reason, revision: nil), at: arrival.receivedAt)
            note(.stale, arrival, message: arrival.id, reason, nil)
            return .stale(messageID: arrival.id)
        }
        objects[arrival.key] = Known(
            latest: arrival.id, arrivals: ordinal, presentation: arrival.presentation ?? before?.presentation)
        inbox[arrival.id] = Unsorted(lane: arrival.lane, due: arrival.receivedAt, received: arrival.receivedAt)
        note(
            .accepted, arrival, message: arrival.id, "Принято: \(arrival.presentation ?? arrival.key.type)",
            [
                "version": .string(arrival.version), "operation": .string(arrival.operation.rawValue),
                "caller": .string(arrival.caller), "hash": .string(arrival.dataHash),
            ])
        return .accepted(messageID: arrival.id)
    }

    mutating func takeIn(_ requests: [IntakeRequest]) -> [IntakeAnswer] {
        let known = requests.map { storedReply($0.claim, at: $0.at) }
        let acceptances = zip(requests, known).map { request, known in
            known == nil ? request.arrivals.map { accept($0) } : []
        }
        return zip(zip(requests, known), acceptances).map { pair, acceptances in
            if let stored = pair.1 { return .known(stored) }
            let reply = pair.0.reply(acceptances)
            _ = keep(reply, for: pair.0.claim, at: pair.0.at, until: pair.0.expiry)
            return .taken(reply, acceptances)
        }
    }

    mutating func noteSorting(_ sorting: Sorting, at now: Instant) {
        sortings[sorting.messageID] = (sorting, now)
    }

    /// The message that came with this version before.
    private func first(of arrival: Arrival) -> Version? {
        let same = messages.values.filter {
            $0.arrival.key == arrival.key && $0.arrival.version == arrival.version
                && $0.arrival.operation == arrival.operation
        }
        return same.first { objects[arrival.key]?.latest == $0.arrival.id }
            ?? same.first { $0.arrival.changedAt == arrival.changedAt }
    }

    private mutating func note(
        _ kind: JournalKind, _ arrival: Arrival, message: String, _ summary: String, _ detail: JSON?
    ) {
        journal.append(
            JournalEntry(
                at: arrival.receivedAt, kind: kind, object: arrival.key, messageID: message,
                correlationID: arrival.correlationID, summary: summary, detail: detail))
    }
}
