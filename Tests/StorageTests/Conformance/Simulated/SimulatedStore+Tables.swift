import Messages

@testable import Storage

extension SimulatedStore {
    /// The rows of all tables, as `Session.table` shows those of a database.
    func table(_ table: StoreTable) -> [String] {
        let rows: [[(any CustomStringConvertible)?]] =
            switch table {
            case .message: messages.values.map { Self.row($0.arrival, $0.ordinal) }
            case .object: objects.map(objectRow)
            case .inbox: inbox.map(inboxRow)
            case .sorting:
                sortings.values.map { sorting, at in
                    [
                        sorting.messageID, sorting.outcome.rawValue, sorting.reason, sorting.detail?.text,
                        sorting.revision?.text, at.milliseconds,
                    ]
                }
            case .dispatch: dispatches.values.map(Self.row)
            case .outbox: outbox.map(outboxRow)
            case .waits: waits.map(Self.row)
            case .revisit: revisits.map(Self.row)
            case .xref: possessions.values.map(Self.row)
            case .outage: outages.map { [$0.target, $0.reason, $0.beganAt.milliseconds, $0.endedAt?.milliseconds] }
            case .idempotency: replies.values.map { Self.row($0.claim, $0.kept) }
            case .pause: pauses.map { [$0.target, $0.lane.rawValue, $0.reason, $0.actor, $0.at.milliseconds] }
            case .journal: journal.map(Self.row)
            }
        let lines = rows.map { row in row.map { $0.map { "\($0)" } ?? "∅" }.joined(separator: " | ") }
        return table == .journal ? lines : lines.sorted()
    }

    private static func row(_ arrival: Arrival, _ ordinal: Int) -> [(any CustomStringConvertible)?] {
        [
            arrival.id, arrival.key.system, arrival.key.type, arrival.key.id, arrival.version,
            arrival.operation.rawValue, arrival.presentation, arrival.data, arrival.dataHash, arrival.caller,
            arrival.correlationID, ordinal, arrival.changedAt.milliseconds, arrival.receivedAt.milliseconds,
        ]
    }

    private func objectRow(_ key: ObjectKey, _ known: Known) -> [(any CustomStringConvertible)?] {
        let latest = messages[known.latest]
        return [
            key.system, key.type, key.id, known.latest, latest?.arrival.version, latest?.arrival.operation.rawValue,
            latest?.arrival.dataHash, known.presentation, latest?.ordinal, latest?.arrival.changedAt.milliseconds,
            known.arrivals,
        ]
    }

    private func inboxRow(_ id: String, _ row: Unsorted) -> [(any CustomStringConvertible)?] {
        let key = messages[id]?.arrival.key
        return [
            id, key?.system, key?.type, key?.id, row.lane.rawValue, messages[id]?.ordinal, row.due.milliseconds,
            row.received.milliseconds, row.leaseUntil?.milliseconds, row.token,
        ]
    }

    private static func row(_ delivery: Delivery) -> [(any CustomStringConvertible)?] {
        let dispatch = delivery.dispatch
        return [
            dispatch.id, dispatch.messageID, dispatch.source.system, dispatch.source.type, dispatch.source.id,
            dispatch.target, dispatch.slot, dispatch.targetType, dispatch.action.rawValue, dispatch.lane.rawValue,
            dispatch.state.rawValue, dispatch.key, dispatch.fields, delivery.fieldsHash, dispatch.revision.text,
            dispatch.wanted, dispatch.reference, dispatch.reason, delivery.detail?.text, dispatch.ordinal,
            dispatch.position, dispatch.attempts, dispatch.createdAt.milliseconds, delivery.updated.milliseconds,
        ]
    }

    private func outboxRow(_ id: String, _ place: Place) -> [(any CustomStringConvertible)?] {
        let dispatch = dispatches[id]?.dispatch
        return [
            id, dispatch?.target, dispatch?.lane.rawValue, dispatch?.source.description, dispatch?.ordinal,
            dispatch?.position, place.due?.milliseconds, place.isHeldByOutage ? 1 : 0, place.since.milliseconds,
            place.leaseUntil?.milliseconds, place.token, place.dated?.milliseconds,
        ]
    }

    private static func row(_ waiting: Waiting) -> [(any CustomStringConvertible)?] {
        let source = waiting.reference.source
        return [
            waiting.dispatch, waiting.target, waiting.reference.targetType, source.system, source.type, source.id,
            waiting.reference.name, waiting.since.milliseconds, waiting.escalateAt.milliseconds,
            waiting.isEscalated ? 1 : 0,
        ]
    }

    private static func row(_ revisit: Revisit) -> [(any CustomStringConvertible)?] {
        let (source, waiting) = (revisit.reference.source, revisit.waiting)
        return [
            revisit.target, revisit.reference.targetType, source.system, source.type, source.id, waiting.system,
            waiting.type, waiting.id, revisit.lane.rawValue, revisit.since.milliseconds,
        ]
    }

    private static func row(_ possession: Possession) -> [(any CustomStringConvertible)?] {
        let known = possession.reference
        return [
            known.target, known.source.system, known.source.type, known.source.id, known.slot, known.targetType,
            known.reference, known.messageID, known.fieldsHash, known.ordinal, known.isRemoved ? 1 : 0,
            known.isShared ? 1 : 0,
            possession.isPosted.map { $0 ? 1 : 0 }, possession.at.milliseconds,
        ]
    }

    private static func row(_ claim: IdempotencyClaim, _ kept: Kept) -> [(any CustomStringConvertible)?] {
        [
            claim.caller, claim.method, claim.route, claim.key, kept.stored.fingerprint,
            JSON.object(kept.stored.reply.headers).text, kept.stored.correlationID, kept.stored.reply.status,
            kept.stored.createdAt.milliseconds, kept.expiry.milliseconds,
        ]
    }

    private static func row(_ entry: JournalEntry) -> [(any CustomStringConvertible)?] {
        [
            entry.kind.rawValue, entry.object?.system, entry.object?.type, entry.object?.id, entry.messageID,
            entry.dispatchID, entry.target, entry.correlationID, entry.revision?.text, entry.summary,
            entry.detail?.text, entry.at.milliseconds,
        ]
    }
}
