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

    /// What the courier is asked for; nil unless the rule is not sure.
    package var next: UnsureStep? { ruling == .unsure ? rule.onUnsure : nil }

    /// As answers and the store have it; the same verdict is the same bytes.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("rule", .string(rule.id)), .init("policy", .string(policy)), .init("kind", .string(rule.kind.name)),
            .init("mode", .string(mode.rawValue)), .init("verdict", .string(ruling.rawValue)),
            .init("case", .string(outcome)), .init("severity", .string(rule.severity.rawValue)),
            .init("params", rule.params), .init("values", .object(values)),
        ]
        if let next { members.append(.init("next", .string(next.rawValue))) }
        if let reason { members.append(.init("reason", .string(reason))) }
        if let fix { members.append(.init("fix", .string(fix))) }
        if let detail { members.append(.init("detail", .string(detail))) }
        return .object(members)
    }
}
