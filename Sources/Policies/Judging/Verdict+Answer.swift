import Messages
import Scripts

extension Verdict {
    /// What a rule's `judge` answered, understood; whatever cannot be understood is `policy_error`.
    init(
        _ policy: Policy, _ rule: PolicyRule, _ params: JSON, _ answer: Result<JSON, ScriptFault>, _ facts: StepFacts
    ) {
        do throws(Misanswer) {
            self = try Self.understood(policy, rule, params, answer, facts)
        } catch {
            self = Self.failed(policy, rule, facts, error.detail)
        }
    }

    /// Why an answer is none.
    private struct Misanswer: Error {
        let detail: String
    }

    private static func understood(
        _ policy: Policy, _ rule: PolicyRule, _ params: JSON, _ answer: Result<JSON, ScriptFault>, _ facts: StepFacts
    ) throws(Misanswer) -> Verdict {
        let kind = rule.kind
        if let wrong = kind.mistyped(facts) { throw Misanswer(detail: wrong) }
        let said: JSON
        switch answer {
        case .success(let json): said = json
        case .failure(let fault): throw Misanswer(detail: fault.description)
        }
        guard let name = said["case"]?.string, let outcome = kind.outcome(name) else {
            let what = said["case"]?.string.map { "исхода «\($0)» нет в plugin.yaml" } ?? "нет case"
            throw Misanswer(detail: "\(kind.file): judge: \(what)")
        }
        let given = said["values"]?.members ?? []
        if let stray = given.first(where: { member in !kind.figures.contains { $0.name == member.name } }) {
            throw Misanswer(detail: "\(kind.file): judge: values.\(stray.name) нет в plugin.yaml (values)")
        }
        let values = kind.figures.compactMap { figure in given.first { $0.name == figure.name } }
        func text(_ own: String?, _ usual: String?) -> String? {
            guard let text = own ?? usual else { return nil }
            let known = Dictionary(
                ((params.members ?? []) + values).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            return RuleText(text).filled(known, units: kind.placeholders)
        }
        return Verdict(
            rule: rule, policy: policy.name, mode: rule.mode(for: facts), outcome: name, ruling: outcome.ruling,
            values: values, reason: text(rule.reasons[name], outcome.reason),
            fix: text(rule.fixes[name], outcome.fix), detail: nil)
    }

    /// A rule that cannot say anything says no where it is enforced, and else that it is not sure.
    private static func failed(
        _ policy: Policy, _ rule: PolicyRule, _ facts: StepFacts, _ detail: String
    ) -> Verdict {
        let mode = rule.mode(for: facts)
        return Verdict(
            rule: rule, policy: policy.name, mode: mode, outcome: policyError,
            ruling: mode == .enforce ? .fail : .unsure, values: [],
            reason: "Правило «\(rule.title)» сломалось, поэтому шаг не проверен",
            fix: "Сообщите логисту: чинит тот, кто правит политики", detail: detail)
    }
}

extension RuleKind {
    /// What is wrong with a fact that the kind reads; nil when all are what the manifest says.
    fileprivate func mistyped(_ facts: StepFacts) -> String? {
        for fact in self.facts {
            guard let list = fact.list else {
                if let value = facts.json.below(fact.names), !fact.sort.covers(value) { return complaint(fact) }
                continue
            }
            guard let items = facts.json[list], !items.isNull else { continue }
            guard let items = items.array else { return "факт \(list): нужен список" }
            for item in items {
                if let value = item.below(fact.names), !fact.sort.covers(value) { return complaint(fact) }
            }
        }
        return nil
    }

    private func complaint(_ fact: Fact) -> String { "факт \(fact.path): нужно \(fact.sort.title)" }
}

extension JSON {
    /// What lies at the end of some names; nil for null, and where a name is not there.
    fileprivate func below(_ names: [String]) -> JSON? {
        var value = self
        for name in names {
            guard let next = value[name] else { return nil }
            value = next
        }
        return value.isNull ? nil : value
    }
}
