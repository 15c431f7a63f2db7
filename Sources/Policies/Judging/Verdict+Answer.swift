import Messages
import Scripts

extension Verdict {
    /// What a rule's `judge` answered, understood; whatever cannot be understood is `policy_error`.
    ///
    /// - Parameters:
    ///   - told: what `judge` was told, where that is not all facts of the step.
    ///   - window: the window that a rate was counted in.
    ///   - waiver: the waiver by which the rule does not count.
    init(
        _ policy: String, _ rule: PolicyRule, _ params: JSON, _ answer: Result<JSON, ScriptFault>, _ facts: StepFacts,
        told: JSON? = nil, window: JSON? = nil, waiver: String? = nil
    ) {
        do throws(Misanswer) {
            let said = try Self.understood(rule.kind, answer, told ?? facts.json)
            self.init(policy, rule, params, said, facts, window, waiver)
        } catch {
            self.init(failed: error.detail, policy, rule, facts, window, waiver)
        }
    }

    /// Why an answer is none.
    private struct Misanswer: Error {
        let detail: String
    }

    /// The case that came out, and the figures that it was decided by.
    private typealias Said = (outcome: RuleKind.Case, values: [JSON.Member])

    private static func understood(
        _ kind: RuleKind, _ answer: Result<JSON, ScriptFault>, _ told: JSON
    ) throws(Misanswer) -> Said {
        if let wrong = kind.mistyped(told) { throw Misanswer(detail: wrong) }
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
        return (outcome, kind.figures.compactMap { figure in given.first { $0.name == figure.name } })
    }

    private init(
        _ policy: String, _ rule: PolicyRule, _ params: JSON, _ said: Said, _ facts: StepFacts, _ window: JSON?,
        _ waiver: String?
    ) {
        let (outcome, values) = said
        func text(_ own: String?, _ usual: String?) -> String? {
            guard let text = own ?? usual else { return nil }
            let known = Dictionary(
                ((params.members ?? []) + values).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            return RuleText(text).filled(known, units: rule.kind.placeholders)
        }
        self.init(
            rule: rule, policy: policy, mode: rule.mode(for: facts), outcome: outcome.name, ruling: outcome.ruling,
            values: values, reason: text(rule.reasons[outcome.name], outcome.reason),
            fix: text(rule.fixes[outcome.name], outcome.fix), detail: nil,
            isAnswered: outcome.ruling == .unsure && rule.onUnsure.isAnswered(by: facts),
            waiver: waiver, window: window)
    }

    /// A rule that cannot say anything says no where it is enforced, and else that it is not sure.
    private init(
        failed detail: String, _ policy: String, _ rule: PolicyRule, _ facts: StepFacts, _ window: JSON?,
        _ waiver: String?
    ) {
        let mode = rule.mode(for: facts)
        self.init(
            rule: rule, policy: policy, mode: mode, outcome: Self.policyError,
            ruling: mode == .enforce ? .fail : .unsure, values: [],
            reason: "Правило «\(rule.title)» сломалось, поэтому шаг не проверен",
            fix: "Сообщите логисту: чинит тот, кто правит политики", detail: detail, isAnswered: false,
            waiver: waiver, window: window)
    }
}

extension RuleKind {
    /// What is wrong with a fact that the kind reads; nil when all are what the manifest says.
    fileprivate func mistyped(_ facts: JSON) -> String? {
        for fact in self.facts {
            guard let list = fact.list else {
                if let value = facts.below(fact.names), !fact.sort.covers(value) { return complaint(fact) }
                continue
            }
            guard let items = facts[list], !items.isNull else { continue }
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
