import Foundation
import Messages
import Scripts
import YAML

/// What is asked by nobody, or can never come into force: steps without a rule, conditions that exclude each other,
/// ranges of a number that leave a hole or meet twice, policies and modes whose days are over.
struct ReachLint {
    let policies: PolicySet
    let now: Instant

    var findings: [Finding] {
        gaps + contradictions + ranges + over + idle
    }

    /// Steps about which no rule says anything.
    private var gaps: [Finding] {
        let asked = Set(policies.rules.flatMap(\.steps))
        let open = CourierStep.allCases.filter { !asked.contains($0) }
        guard !open.isEmpty, let last = policies.policies.last else { return [] }
        let titles = open.map { "«\($0.title)» (\($0.rawValue))" }.joined(separator: ", ")
        return [
            Finding(
                .warning, file: last.file, line: 1,
                message: "ни одно правило ничего не говорит о шагах \(titles): заведите правило, хотя бы mode: shadow")
        ]
    }

    private var contradictions: [Finding] {
        policies.rules.filter { $0.condition.map(\.excludesItself) ?? false }.map { rule in
            warning(rule, "«\(rule.id)»: условия when исключают друг друга: правило никогда не спросят")
        }
    }

    /// Rules of one kind about one step that divide a number among them.
    private var ranges: [Finding] {
        let ranged = policies.rules.compactMap { rule in
            rule.condition?.range.map { (rule: rule, path: $0.path, range: $0.range) }
        }
        let groups = Dictionary(grouping: ranged) { "\($0.rule.kind.name) \($0.path) \($0.rule.steps.map(\.rawValue))" }
        return groups.sorted { $0.key < $1.key }.flatMap { _, group -> [Finding] in
            let sorted = group.sorted { $0.range < $1.range }
            return zip(sorted, sorted.dropFirst()).compactMap { lower, upper in
                let both = "«\(lower.rule.id)» и «\(upper.rule.id)»"
                switch lower.range.meets(upper.range) {
                case .exactly: return nil
                case .hole(let hole):
                    return warning(upper.rule, "между \(both) дыра: при \(lower.path) \(hole) не спрошено ни одно")
                case .overlap(let overlap):
                    return warning(upper.rule, "\(both) спрошены оба при \(lower.path) \(overlap): разведите их")
                }
            }
        }
    }

    /// Policies, and modes of groups, whose days are over.
    private var over: [Finding] {
        let ended = policies.policies.filter { $0.until.map { $0 <= now } ?? false }.compactMap { policy in
            policy.rules.first.map {
                warning($0, "политика «\(policy.name)» кончилась: продлите until или удалите файл")
            }
        }
        let modes = policies.rules.flatMap { rule in
            rule.groupModes.indices.filter { rule.groupModes[$0].until.map { $0 <= now } ?? false }.map { index in
                warning(rule, "«\(rule.id)»: строка \(index + 1) в mode_for кончилась: уберите её или продлите until")
            }
        }
        return ended + modes
    }

    /// Things to do that nobody will be told to do, and groups that are not among a policy's own.
    private var idle: [Finding] {
        policies.policies.flatMap { policy in
            policy.rules.flatMap { rule -> [Finding] in
                var found: [Finding] = []
                if rule.mode == .shadow, !rule.consequences.isEmpty, rule.groupModes.allSatisfy({ $0.mode == .shadow })
                {
                    found.append(warning(rule, "«\(rule.id)»: mode: shadow, поэтому дел из then никому не достанется"))
                }
                let strangers = rule.groupModes.indices.filter { !policy.scope.meets(rule.groupModes[$0].scope) }
                return found
                    + strangers.map {
                        warning(rule, "«\(rule.id)»: группы из строки \($0 + 1) в mode_for нет в scope политики")
                    }
            }
        }
    }

    private func warning(_ rule: PolicyRule, _ message: String) -> Finding {
        Finding(.warning, file: rule.place.file, line: rule.place.line, column: rule.place.column, message: message)
    }
}

extension PolicyScope {
    /// Whether some step may be in both.
    fileprivate func meets(_ other: PolicyScope) -> Bool {
        let sides = [
            (divisions, other.divisions), (warehouses, other.warehouses), (couriers, other.couriers),
        ]
        return sides.allSatisfy { $0.isEmpty || $1.isEmpty || !$0.isDisjoint(with: $1) }
    }
}
