import Messages
import Scripts
import YAML

/// What is allowed and hardly meant: rules that say the same twice, and modes of groups that never come into force.
struct PolicyLint {
    let policies: PolicySet

    var findings: [Finding] {
        repeated + hiddenModes
    }

    /// Two rules of one sort that are always asked together about the same step.
    private var repeated: [Finding] {
        let rules = policies.policies.flatMap { policy in policy.rules.map { (policy: policy, rule: $0) } }
        return rules.indices.flatMap { second in
            rules[..<second].compactMap { first -> Finding? in
                let (one, two) = (first, rules[second])
                let steps = one.rule.steps.filter(two.rule.steps.contains)
                guard !steps.isEmpty, one.rule.kind == two.rule.kind, one.rule.condition == two.rule.condition,
                    one.policy.scope == two.policy.scope, one.policy.overlaps(two.policy),
                    one.rule.subject == two.rule.subject
                else { return nil }
                let about = steps.map { "«\($0.title)»" }.joined(separator: ", ")
                let same = one.rule.params == two.rule.params ? "одно и то же" : "об одном с разными числами"
                return warning(
                    two.rule,
                    "«\(two.rule.id)» и «\(one.rule.id)» (\(one.rule.place)) говорят \(same) о шаге \(about): "
                        + "оставьте одно или разведите их условием (when, scope)")
            }
        }
    }

    /// A group that an earlier line covers for as long.
    private var hiddenModes: [Finding] {
        policies.rules.flatMap { rule in
            rule.groupModes.indices.compactMap { second -> Finding? in
                let mode = rule.groupModes[second]
                let hider = rule.groupModes[..<second].first { earlier in
                    guard earlier.scope == mode.scope else { return false }
                    guard let end = earlier.until else { return true }
                    return mode.until.map { $0 <= end } ?? false
                }
                guard hider != nil else { return nil }
                return warning(
                    rule,
                    "«\(rule.id)»: строка \(second + 1) в mode_for никогда не действует: группу берёт строка выше"
                )
            }
        }
    }

    private func warning(_ rule: PolicyRule, _ message: String) -> Finding {
        Finding(.warning, file: rule.place.file, line: rule.place.line, column: rule.place.column, message: message)
    }
}

extension Policy {
    /// Whether there is a moment at which both are in force.
    fileprivate func overlaps(_ other: Policy) -> Bool {
        let begins = [from, other.from].compactMap { $0 }.max()
        let ends = [until, other.until].compactMap { $0 }.min()
        guard let begins, let ends else { return true }
        return begins < ends
    }
}

extension PolicyRule {
    /// The parameters that say what the rule is about, and not how much: rules about other photos are other rules.
    fileprivate var subject: [JSON] {
        kind.parameters.filter { [.word, .words, .groups].contains($0.sort) }.map { params[$0.name] ?? .null }
    }
}
