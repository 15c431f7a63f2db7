package import Messages

/// What was counted in a window of a rule.
package struct KeptWindow: Sendable, Hashable {
    package let rule: String
    /// Whose and when: `К-07/7-3`.
    package let key: String
    /// The revision that it began with.
    package let revision: RevisionID
    /// The facts that say whose it is: `{"courier":…,"division":…}`.
    package let owner: JSON
    package let openedAt: Instant
    package let closesAt: Instant
    package let planned: Int?
    package let closedAt: Instant?
    /// What was said when it closed: `pass`, `unsure`, `fail`; nil before, and when nobody could say.
    package let ruling: String?
    package let verdict: JSON?
    /// How many events were marked with each mark.
    package var marks: [Int: Int]
    /// How one event was marked, if it was.
    package var eventMark: Int?

    package init(
        rule: String, key: String, revision: RevisionID, owner: JSON, openedAt: Instant, closesAt: Instant,
        planned: Int?, closedAt: Instant? = nil, ruling: String? = nil, verdict: JSON? = nil, marks: [Int: Int] = [:],
        eventMark: Int? = nil
    ) {
        self.rule = rule
        self.key = key
        self.revision = revision
        self.owner = owner
        self.openedAt = openedAt
        self.closesAt = closesAt
        self.planned = planned
        self.closedAt = closedAt
        self.ruling = ruling
        self.verdict = verdict
        self.marks = marks
        self.eventMark = eventMark
    }
}
