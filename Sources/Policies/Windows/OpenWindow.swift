package import Messages
package import Scripts

/// A window of a rule that a step belongs to, with the rule as it was when the window began.
package struct OpenWindow: Sendable {
    package let key: String
    package let rule: PolicyRule
    /// `scan`.
    package let policy: String
    /// The revision that the window began with: its scripts judge.
    package let revision: Revision
    /// The rule's own window; a rule without one opens none.
    package let window: RuleWindow
    /// Whose it is: the facts `courier`, `division`, `warehouse`, `shift` of a step in it.
    package let owner: JSON
    /// When it closes, as far as is known.
    package var closesAt: Instant
    package var count: WindowCount
    /// What an example says of the window, instead of what was counted.
    var given: JSON?

    package init(
        key: String, rule: PolicyRule, policy: String, revision: Revision, window: RuleWindow, owner: JSON,
        closesAt: Instant, count: WindowCount = WindowCount()
    ) {
        self.key = key
        self.rule = rule
        self.policy = policy
        self.revision = revision
        self.window = window
        self.owner = owner
        self.closesAt = closesAt
        self.count = count
    }

    /// The last moment of its period: by it the rule's mode and waivers are chosen when it closes.
    package var lastMoment: Instant { closesAt - window.lateUntil - .milliseconds(1) }

    /// What the verdicts about a step make of it here; nil when the counted rule said nothing.
    package func mark(_ verdicts: [Verdict]) -> WindowMark? {
        verdicts.first { $0.rule.id == window.counts }.flatMap { window.mark($0.outcome) }
    }

    /// What `judge` is told of the window.
    func facts(isClosed: Bool) -> JSON { given ?? count.facts(window, isClosed: isClosed) }

    /// As verdicts keep it: whose, by which revision, and what was counted.
    func json(_ facts: JSON) -> JSON {
        .object(
            [
                .init("key", .string(key)), .init("per", .string(window.per.rawValue)),
                .init("revision", .string(revision.id.description)),
            ] + (facts.members ?? []))
    }
}
