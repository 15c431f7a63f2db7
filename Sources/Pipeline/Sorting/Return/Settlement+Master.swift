import Messages
import Storage

/// A system that does not own a kind of objects has told of one: nothing is carried over, and when it is not what the
/// owner had written there, both were changed, and the owner's word stands (CS-22).
extension Settlement {
    var isRefused: Bool { sorted.refusedBy != nil }

    /// Says whether the message is what we wrote there for the owner, or a change that goes nowhere.
    func noteConflict(
        under rule: MasterPlan.Rule, among surroundings: Surroundings, in session: Session
    ) throws {
        let said = Utterance(message, type: back.type(message.key.type, of: message.key.system))
        var differences: [String] = []
        var owners: [ObjectKey] = []
        for known in surroundings.origins[message.key] ?? [] where known.source.system == rule.master {
            guard !known.isShared, let differing = try self.differences(said, known, in: session) else { continue }
            differences += differing.filter { !differences.contains($0) }
            owners.append(known.source)
        }
        guard let owner = owners.first else { return }
        guard !differences.isEmpty else {
            let summary = "Эхо: \(message.key.system) прислала то, что в неё записано из \(rule.master)"
            return try note(.unchanged, summary, nil, in: session)
        }
        let detail: JSON = .object([
            .init("fields", .array(differences.map(JSON.string))), .init("kind", .string(rule.kind)),
            .init("master", .string(rule.master)), .init("owner", .string(owner.description)),
        ])
        try note(
            .conflict,
            "Изменено и в \(message.key.system): \(differences.firstFew(5)). Не переносится. \(rule.sentence)", detail,
            in: session)
    }

    /// In what the object is not as it was written for the owner's sake; nil when it never was.
    private func differences(
        _ said: Utterance, _ known: CrossReference, in session: Session
    ) throws -> [String]? {
        if known.isRemoved || said.isDeleted {
            return known.isRemoved == said.isDeleted ? [] : ["ПометкаУдаления"]
        }
        let given = try session.given(known, limit: 5)
        guard !given.isEmpty else { return nil }
        let own = try session.crossReferences(of: known.source, target: known.target)
        var newest: [String]?
        for (index, version) in given.enumerated() {
            // An older one counts if it was the last word when this was said.
            if index > 0, message.changedAt > given[index - 1].at { break }
            let differing = said.differences(from: Placeholders.filled(version.fields, [:], own: own))
            if differing.isEmpty { return [] }
            newest = newest ?? differing
        }
        return newest
    }

    /// Notes something about the message as a whole.
    func note(_ kind: JournalKind, _ summary: String, _ detail: JSON?, in session: Session) throws {
        try session.note(
            JournalEntry(
                at: at, kind: kind, object: message.key, messageID: message.id, correlationID: message.correlationID,
                revision: sorted.revision, summary: summary, detail: detail))
    }
}
