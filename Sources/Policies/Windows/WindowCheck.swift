import Scripts
import YAML

/// What only all policies together show about windows: whether the rule that is counted is there, and its cases are.
enum WindowCheck {
    static func findings(_ policies: [Policy]) -> [Finding] {
        let rules = policies.flatMap(\.rules)
        return rules.flatMap { rule -> [Finding] in
            guard let window = rule.window else { return [] }
            guard let counted = rules.first(where: { $0.id == window.counts }) else {
                let others = rules.filter { $0.window == nil }.map(\.id)
                let near = NearestWord.advice(on: window.counts, among: others)
                return [finding(rule, "counts: правила «\(window.counts)» нет\(near)")]
            }
            if counted.window != nil {
                return [finding(rule, "counts: «\(counted.id)» само считает долю; считать можно правило об одном шаге")]
            }
            let known = counted.kind.cases.map(\.name)
            return window.hits.union(window.excuses).sorted().filter { !known.contains($0) }.map { name in
                let near = NearestWord.advice(on: name, among: known)
                let advice = near.isEmpty ? ": есть \(known.joined(separator: ", "))" : near
                return finding(rule, "window: у правила «\(counted.id)» нет исхода «\(name)»\(advice)")
            }
        }
    }

    private static func finding(_ rule: PolicyRule, _ what: String) -> Finding {
        Finding(
            .error, file: rule.place.file, line: rule.place.line, column: rule.place.column,
            message: "«\(rule.id)»: \(what)")
    }
}
