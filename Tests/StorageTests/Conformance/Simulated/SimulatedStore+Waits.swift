import Messages

@testable import Storage

extension SimulatedStore {
    mutating func endWaits(for references: [Reference], target: String) -> [(messageID: String, lane: Lane)] {
        let ended = waits.filter { waiting in
            waiting.target == target
                && references.contains {
                    $0.source == waiting.reference.source && $0.targetType == waiting.reference.targetType
                }
        }
        waits.removeAll { waiting in
            ended.contains { $0.dispatch == waiting.dispatch && $0.reference == waiting.reference }
        }
        let free = Set(ended.map(\.dispatch)).filter { id in
            outbox[id] != nil && !waits.contains { $0.dispatch == id }
        }
        var freed: [(messageID: String, lane: Lane)] = []
        for dispatch in free.sorted().compactMap({ dispatches[$0]?.dispatch })
        where !freed.contains(where: { $0.messageID == dispatch.messageID }) {
            freed.append((dispatch.messageID, dispatch.lane))
        }
        return freed
    }

    mutating func takeOverdueWaits(at now: Instant) -> [Wait] {
        let overdue = waits.filter { !$0.isEscalated && $0.escalateAt <= now }
        for index in waits.indices where waits[index].escalateAt <= now { waits[index].isEscalated = true }
        return overdue.compactMap(wait)
    }

    func waits(of dispatch: String) -> [Wait] {
        waits.filter { $0.dispatch == dispatch }.compactMap(wait)
            .sorted { ($0.targetType, $0.source.id) < ($1.targetType, $1.source.id) }
    }

    private func wait(_ waiting: Waiting) -> Wait? {
        dispatches[waiting.dispatch].map { delivery in
            Wait(
                dispatchID: waiting.dispatch, messageID: delivery.dispatch.messageID,
                waiting: delivery.dispatch.source, target: waiting.target, targetType: waiting.reference.targetType,
                source: waiting.reference.source, name: waiting.reference.name, since: waiting.since)
        }
    }

    mutating func remember(_ known: CrossReference, posted: Bool?, at now: Instant) {
        possessions[Slot(source: known.source, target: known.target, name: known.slot)] =
            Possession(reference: known, isPosted: posted, at: now)
    }

    func crossReferences(of source: ObjectKey) -> [CrossReference] {
        possessions.values.map(\.reference).filter { $0.source == source }
            .sorted { ($0.target, $0.slot) < ($1.target, $1.slot) }
    }

    func resolve(_ wanted: TargetedReference) -> String? {
        crossReferences(of: wanted.reference.source).first {
            $0.target == wanted.target && $0.targetType == wanted.reference.targetType
        }?.reference
    }
}
