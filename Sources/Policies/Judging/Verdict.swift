package import Messages
package import Scripts

/// What one rule says of a step, with everything that it was decided by.
package struct Verdict: Sendable, Hashable {
    /// The case of a rule whose script failed.
    package static let policyError = "policy_error"

    package let rule: PolicyRule
    /// `geo`.
    package let policy: String
    package let mode: RuleMode
    /// The name of a case of the rule's kind, or `policy_error`.
    package let outcome: String
    package let ruling: Ruling
    /// The figures that were looked at, in the order of the kind's manifest.
    package let values: [JSON.Member]
    /// In Russian, for the courier; nil for what passes without a word.
    package let reason: String?
    package let fix: String?
    /// What went wrong in a script, and where, for whoever repairs it.
    package let detail: String?
    /// Whether the facts hold what a rule that is not sure asks for.
    package let isAnswered: Bool
    /// The waiver by which the rule does not count here; nil without one.
    package let waiver: String?
    /// The window that a rate was counted in: its key, the revision it began with, and the count; nil for single steps.
    package let window: JSON?

    /// Whether it can hold the step up: a rate has no step to refuse.
    var holds: Bool { mode == .enforce && window == nil && waiver == nil && !isAnswered && ruling != .pass }

    /// Whether the courier is told of it. A rate that is not sure yet is no news.
    var warns: Bool {
        guard mode != .shadow, waiver == nil, ruling != .pass else { return false }
        return window == nil || ruling == .fail || outcome == Self.policyError
    }

    /// What the courier is asked for; nil unless the rule is not sure, and he has not given it.
    package var next: UnsureStep? {
        ruling == .unsure && !isAnswered && waiver == nil && window == nil ? rule.onUnsure : nil
    }

    /// What is to be done about it at a moment; a shadow makes nobody do anything.
    package func consequences(at moment: Consequence.Moment) -> [Consequence] {
        mode == .shadow || waiver != nil
            ? [] : rule.consequences.filter { $0.moment == moment && $0.cases.contains(outcome) }
    }

    /// As answers and the store have it; the same verdict is the same bytes.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("rule", .string(rule.id)), .init("policy", .string(policy)), .init("kind", .string(rule.kind.name)),
            .init("mode", .string(mode.rawValue)), .init("verdict", .string(ruling.rawValue)),
            .init("case", .string(outcome)), .init("severity", .string(rule.severity.rawValue)),
            .init("params", rule.params), .init("values", .object(values)),
        ]
        if isAnswered { members.append(.init("answered", true)) }
        if let waiver { members.append(.init("waiver", .string(waiver))) }
        if let window { members.append(.init("window", window)) }
        if let next { members.append(.init("next", .string(next.rawValue))) }
        if let reason { members.append(.init("reason", .string(reason))) }
        if let fix { members.append(.init("fix", .string(fix))) }
        if let detail { members.append(.init("detail", .string(detail))) }
        return .object(members)
    }
}

extension [Verdict] {
    /// Whether a step of which this is said goes through: one that is held up is no operation yet.
    package var areDone: Bool { !contains(where: \.holds) }
}
