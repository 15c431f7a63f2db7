import Messages
import Policies
import Scripts
import Storage

/// The windows that a step belongs to, as they are in the store: those that are open go on by the rules they began
/// with, the others begin by the live ones.
struct StepWindows: Sendable {
    /// One window, with how the step was marked in it before.
    private struct Entry: Sendable {
        let window: OpenWindow
        let before: WindowMark?
        /// Whether the step came in too late to be counted.
        let isLate: Bool
        /// Whether it has closed.
        let isClosed: Bool
    }

    private let facts: StepFacts
    private let event: String
    private let receivedAt: Instant
    private let entries: [Entry]

    /// - Parameter event: the step's own name: what comes twice is counted once.
    init(
        _ facts: StepFacts, event: String, live: PolicySet, revisions: RevisionKeeper, store: Store, receivedAt: Instant
    ) async throws {
        self.facts = facts
        self.event = event
        self.receivedAt = receivedAt
        let fresh = live.windows(of: facts)
        let kept = try await store.read { session in
            try session.windows(fresh.map { ($0.rule.id, $0.key) }, event: event)
                + session.openWindows(
                    courier: facts["courier"]?.string, division: facts["division"]?.string, event: event)
        }
        var entries: [Entry] = []
        var known = Set<[String]>()
        for window in kept where known.insert([window.rule, window.key]).inserted {
            guard let rules = try await revisions.policies(of: window.revision),
                let (opened, deadline) = rules.window(window, of: facts)
            else { continue }
            entries.append(
                Entry(
                    window: opened, before: window.eventMark.flatMap(WindowMark.init),
                    isLate: receivedAt > deadline, isClosed: window.closedAt != nil))
        }
        entries += fresh.filter { !known.contains([$0.rule.id, $0.key]) }.map {
            Entry(window: $0, before: nil, isLate: receivedAt > $0.closesAt, isClosed: false)
        }
        self.entries = entries.sorted { ($0.window.rule.id, $0.window.key) < ($1.window.rule.id, $1.window.key) }
    }

    /// The windows with the step counted by what was said of it; one that is held up is no operation yet. A window that
    /// has closed says nothing any more.
    func counted(_ verdicts: [Verdict]) -> [OpenWindow] {
        entries.filter { !($0.isClosed && $0.isLate) }.map { entry in
            var window = entry.window
            if let after = mark(entry, verdicts) { window.count.move(from: entry.before, to: after) }
            window.count.expect(facts.planned)
            return window
        }
    }

    /// Writes down how the step is marked in each of its windows.
    func keep(_ verdicts: [Verdict], in session: Session) throws {
        for entry in entries {
            let window = entry.window
            // What comes in time opens a window that has closed again: it closes with a later verdict.
            if !(entry.isClosed && entry.isLate) {
                try session.open(
                    KeptWindow(
                        rule: window.rule.id, key: window.key, revision: window.revision.id, owner: window.owner,
                        openedAt: receivedAt, closesAt: window.closesAt, planned: facts.planned),
                    isShared: window.window.per == .divisionDay)
            }
            guard let mark = mark(entry, verdicts) else { continue }
            try session.mark(
                rule: window.rule.id, key: window.key, event: event, as: mark.rawValue, at: facts.at)
        }
    }

    private func mark(_ entry: Entry, _ verdicts: [Verdict]) -> WindowMark? {
        guard verdicts.areDone, let mark = entry.window.mark(verdicts) else { return nil }
        return mark.over(entry.before, isLate: entry.isLate)
    }
}

extension PolicySet {
    /// A kept window, when a step belongs to it by the rules it began with, and until when the step counts.
    fileprivate func window(_ kept: KeptWindow, of facts: StepFacts) -> (OpenWindow, deadline: Instant)? {
        guard let own = windows(of: facts).first(where: { $0.rule.id == kept.rule && $0.key == kept.key }) else {
            return nil
        }
        return window(kept, closesAt: max(kept.closesAt, own.closesAt)).map { ($0, own.closesAt) }
    }

    /// A kept window as it is; nil when these policies have no such rule.
    func window(_ kept: KeptWindow, closesAt: Instant) -> OpenWindow? {
        window(
            rule: kept.rule, key: kept.key, owner: kept.owner, closesAt: closesAt,
            count: WindowCount(
                hits: kept.marks[WindowMark.hit.rawValue] ?? 0, misses: kept.marks[WindowMark.miss.rawValue] ?? 0,
                excused: kept.marks[WindowMark.excused.rawValue] ?? 0, late: kept.marks[WindowMark.late.rawValue] ?? 0,
                planned: kept.planned))
    }
}
