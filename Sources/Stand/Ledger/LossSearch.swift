import Messages

/// Looks in УТ 11 for the witnesses of what 10.3 was told is safe.
struct LossSearch {
    /// The objects of УТ 11 that show a version of a fed object, by entity set.
    private var shown: [FedObject: [String: [UT11Object]]] = [:]

    init(objects: [UT11Object]) {
        for object in objects where !object.isDeleted {
            for witness in object.witnesses {
                shown[witness.object, default: [:]][object.set, default: []].append(object)
            }
        }
    }

    func lost(of sent: [SentObject]) -> [LedgerFinding] {
        sent.flatMap { object -> [LedgerFinding] in
            guard let latest = object.latestAcknowledged else { return [] }
            return latest.operation == .delete ? unmarked(object, latest) : missing(object, latest)
        }
    }

    private func missing(_ sent: SentObject, _ latest: SentVersion) -> [LedgerFinding] {
        sent.object.expected.compactMap { set in
            let holders = shown[latest.witness.object]?[set] ?? []
            guard !holders.contains(where: { $0.witnesses.contains(latest.witness) }) else { return nil }
            let found = holders.flatMap(\.witnesses).filter { $0.object == latest.witness.object }.map(\.version).max()
            let there = found.map { "там версия \($0)" } ?? "там его нет"
            return finding(sent, "версия \(latest.witness.version) не видна в \(set): \(there)")
        }
    }

    /// A deleted object must not stand unmarked; where it never arrived there is nothing to mark.
    private func unmarked(_ sent: SentObject, _ latest: SentVersion) -> [LedgerFinding] {
        (shown[latest.witness.object] ?? [:]).values.joined().filter { !$0.isMarked }.map { object in
            finding(sent, "удалён в 10.3, но не помечен на удаление в \(object.set)")
        }
    }

    private func finding(_ sent: SentObject, _ sentence: String) -> LedgerFinding {
        LedgerFinding(object: sent.object.key.description, presentation: sent.object.name, sentence: sentence)
    }
}
