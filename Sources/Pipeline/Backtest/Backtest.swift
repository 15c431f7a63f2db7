package import Messages
package import Scripts
package import Storage

/// Judges a candidate revision by what is stored: maps the latest version of each object with the live revision and
/// with the candidate, and compares. It writes nothing, and reads page by page.
package struct Backtest: Sendable {
    /// Objects that are being mapped at one moment.
    private static let window = 8

    private let store: Store
    private let live: Revision
    private let candidate: Revision
    private let scripts: ScriptPool
    private let selection: HistorySelection

    /// - Parameters:
    ///   - type: only objects of this type: `Склады`, `Справочник.Склады` or `ut103.Справочник.Склады`.
    ///   - since: only objects whose latest version was received at this moment or later.
    ///   - until: and before this one.
    package init(
        store: Store, live: Revision, candidate: Revision, scripts: ScriptPool, type: String? = nil,
        since: Instant? = nil, until: Instant? = nil
    ) {
        self.store = store
        self.live = live
        self.candidate = candidate
        self.scripts = scripts
        let mappings = MappingBench(live).mappings(of: type) + MappingBench(candidate).mappings(of: type)
        selection = HistorySelection(
            types: Set(mappings.map { "\($0.system).\($0.type)" }), since: since, until: until)
    }

    /// Whether any mapping of either revision is of the type that was asked for.
    package var hasMappings: Bool { !selection.types.isEmpty }

    /// Judges everything that is meant.
    package func run() async throws -> BacktestReport {
        var report = BacktestReport(live: live.id, candidate: candidate.id)
        var last: ObjectKey?
        while true {
            let (selection, after) = (selection, last)
            let page = try await store.read { try HistoryPage(selection, after: after, in: $0) }
            for judgement in try await judge(page.entries) { report.add(judgement) }
            guard page.entries.count == HistoryPage.size else { return report }
            last = page.entries.last?.message.key
        }
    }

    /// The judgements of a page, in its order.
    private func judge(_ entries: [HistoryPage.Entry]) async throws -> [Judgement] {
        try await withThrowingTaskGroup(of: (Int, Judgement).self) { group in
            var judgements: [Int: Judgement] = [:]
            for (index, entry) in entries.enumerated() {
                if index >= Self.window, let (done, judgement) = try await group.next() { judgements[done] = judgement }
                group.addTask { (index, try await judge(entry)) }
            }
            while let (done, judgement) = try await group.next() { judgements[done] = judgement }
            return entries.indices.compactMap { judgements[$0] }
        }
    }

    private func judge(_ entry: HistoryPage.Entry) async throws -> Judgement {
        let (message, shelf) = (entry.message, NeedShelf(store))
        let key = message.key
        let mappings = live.mappings(from: key.system, type: key.type)
        var before: [String: MappingAnswer] = [:]
        for mapping in mappings { before[mapping.target] = try await answer(mapping, of: live, message, shelf) }
        let reproduction = Reproduction(
            of: entry, by: sorted(key, before, mappings), mappings: mappings, reading: shelf.ordinals)
        let successors = candidate.mappings(from: key.system, type: key.type)
        var changes: [(mapping: String, changes: [AnswerChange])] = []
        for mapping in successors {
            let after = try await answer(mapping, of: candidate, message, shelf)
            changes.append((mapping.file, AnswerChange.between(before[mapping.target] ?? .unmapped, after)))
        }
        for mapping in mappings where !successors.contains(where: { $0.target == mapping.target }) {
            changes.append((mapping.file, AnswerChange.between(before[mapping.target] ?? .unmapped, .unmapped)))
        }
        return Judgement(
            key: key, presentation: message.presentation, changes: changes.filter { !$0.changes.isEmpty },
            reproduction: reproduction)
    }

    /// What a mapping makes of a message. Both revisions are told the moment at which the message came.
    private func answer(
        _ mapping: Mapping, of revision: Revision, _ message: Message, _ shelf: NeedShelf
    ) async throws -> MappingAnswer {
        var needed: [NeededObject] = []
        if !mapping.needs.isEmpty, message.operation == .upsert {
            var search = NeedSearch(mapping, data: message.data.utf8, contracts: revision.contracts)
            needed = try await search.walk { try await shelf.fetch($0) }
        }
        let input = MappingInput(
            key: message.key, operation: message.operation, presentation: message.presentation,
            data: Array(message.data.utf8), needed: needed)
        do throws(ScriptFault) {
            let result = try await scripts.map(mapping, of: revision, message: input, now: message.receivedAt)
            return .outcome(result.outcome)
        } catch {
            return .fault(error)
        }
    }

    /// The live revision's answers as the sorter would write them down.
    private func sorted(_ key: ObjectKey, _ answered: [String: MappingAnswer], _ mappings: [Mapping]) -> Sorted {
        var answers = Sorted.Answers()
        if let rule = live.masters.refusal(of: key) {
            answers.refuse(key, by: rule)
            return answers.sorted(under: live.id)
        }
        for mapping in mappings {
            switch answered[mapping.target] {
            case .outcome(let outcome): answers.take(outcome, of: mapping)
            case .fault(let fault): answers.take(fault)
            case .unmapped, nil: break
            }
        }
        return answers.sorted(under: live.id)
    }
}
