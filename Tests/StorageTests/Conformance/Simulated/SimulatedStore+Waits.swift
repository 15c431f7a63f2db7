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

    mutating func revisit(
        _ object: ObjectKey, when references: [Reference], in target: String, lane: Lane, at now: Instant
    ) {
        for reference in references {
            let isKnown = revisits.contains {
                $0.waiting == object && $0.target == target && $0.reference.isSame(as: reference)
            }
            guard !isKnown else { continue }
            revisits.append(Revisit(waiting: object, reference: reference, target: target, lane: lane, since: now))
        }
    }

    mutating func takeRevisits(for references: [Reference], target: String) -> [(messageID: String, lane: Lane)] {
        let come = revisits.filter { revisit in
            revisit.target == target && references.contains { $0.isSame(as: revisit.reference) }
        }
        revisits.removeAll { revisit in
            revisit.target == target && references.contains { $0.isSame(as: revisit.reference) }
        }
        var taken: [String: Lane] = [:]
        for revisit in come {
            guard let latest = objects[revisit.waiting]?.latest else { continue }
            let before = taken[latest] ?? revisit.lane
            taken[latest] = before.rawValue < revisit.lane.rawValue ? before : revisit.lane
        }
        return taken.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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

extension Reference {
    /// Whether both mean one object of the target, whatever they call it.
    fileprivate func isSame(as other: Reference) -> Bool { source == other.source && targetType == other.targetType }
}
