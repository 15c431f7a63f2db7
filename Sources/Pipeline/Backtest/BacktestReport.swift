package import Messages
package import Scripts

/// What a candidate would change of what is stored, and how far that can be relied upon. As large for a million objects
/// as for a thousand.
package struct BacktestReport: Sendable {
    package let live: RevisionID
    package let candidate: RevisionID
    /// Objects that were judged, and those for which the candidate answers otherwise.
    package private(set) var objects = 0
    package private(set) var changed = 0
    package private(set) var changes = ChangeTally()

    /// Objects for which the live revision repeats what was written down.
    package private(set) var reproduced = 0
    /// Those for which it does not, and how many of them the candidate changes: it is not known what that means.
    package private(set) var irreproducible = 0
    package private(set) var irreproducibleChanged = 0
    package private(set) var differences = ChangeTally()
    /// Objects that read older versions of others when they were mapped.
    package private(set) var outdated = 0
    /// Objects that were mapped under other revisions, and those that were not mapped yet.
    package private(set) var ofOtherRevisions = 0
    package private(set) var unmapped = 0

    init(live: RevisionID, candidate: RevisionID) {
        self.live = live
        self.candidate = candidate
    }

    mutating func add(_ judgement: Judgement) {
        objects += 1
        let isChanged = !judgement.changes.isEmpty
        if isChanged { changed += 1 }
        for (mapping, changes) in judgement.changes {
            self.changes.add(
                changes, mapping: mapping, object: judgement.key, presentation: judgement.presentation)
        }
        switch judgement.reproduction {
        case .exact: reproduced += 1
        case .outdated: outdated += 1
        case .ofAnotherRevision: ofOtherRevisions += 1
        case .unmapped: unmapped += 1
        case .different(let found):
            irreproducible += 1
            if isChanged { irreproducibleChanged += 1 }
            for (mapping, changes) in found {
                differences.add(
                    changes, mapping: mapping, object: judgement.key, presentation: judgement.presentation)
            }
        }
    }
}
