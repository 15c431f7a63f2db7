package import Messages
import YAML

/// For whom a rule does not hold steps up for a while, who said so and why.
package struct Waiver: Sendable, Hashable {
    /// Where a waiver is in its life.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case upcoming
        case active
        case expired
        case revoked
    }

    package let id: String
    /// A rule's id, `geo.handed_over`, or a policy's name, `geo`, for all of its rules.
    package let rule: String
    package let scope: PolicyScope
    package let from: Instant
    /// Before this moment.
    package let until: Instant
    /// Who asked, and why.
    package let reason: String
    /// The caller who gave it.
    package let actor: String
    package let createdAt: Instant
    package let revokedAt: Instant?
    package let revokedBy: String?

    package init(
        id: String, rule: String, couriers: Set<String>, divisions: Set<String>, warehouses: Set<String>,
        from: Instant, until: Instant, reason: String, actor: String, createdAt: Instant, revokedAt: Instant?,
        revokedBy: String?
    ) {
        self.id = id
        self.rule = rule
        scope = PolicyScope(divisions: divisions, warehouses: warehouses, couriers: couriers)
        self.from = from
        self.until = until
        self.reason = reason
        self.actor = actor
        self.createdAt = createdAt
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
    }

    /// Whether the rule does not hold this step up. The time of the step counts and not that of the question: one that
    /// was done while the waiver was in force is covered even if it is judged, or judged again, after the waiver's
    /// end; a revocation is such an end, and takes nothing back.
    package func covers(rule: PolicyRule, policy: String, facts: StepFacts) -> Bool {
        (self.rule == rule.id || self.rule == policy) && state(at: facts.at) == .active && scope.covers(facts)
    }

    /// How it stands at a moment.
    package func state(at moment: Instant) -> State {
        if let revokedAt, moment >= revokedAt { return .revoked }
        if moment >= until { return .expired }
        return moment < from ? .upcoming : .active
    }

    /// What it says, for people and programs.
    package var json: JSON {
        let lists = [
            ("courier", scope.couriers), ("division", scope.divisions), ("warehouse", scope.warehouses),
        ]
        var members: [JSON.Member] = [
            .init("id", .string(id)), .init("rule", .string(rule)),
            .init(
                "scope",
                .object(
                    lists.filter { !$1.isEmpty }.map { .init($0, .array($1.sorted().map(JSON.string))) })),
            .init("from", .string(from.rfc3339)), .init("until", .string(until.rfc3339)),
            .init("reason", .string(reason)), .init("actor", .string(actor)),
            .init("created_at", .string(createdAt.rfc3339)),
        ]
        if let revokedAt { members.append(.init("revoked_at", .string(revokedAt.rfc3339))) }
        if let revokedBy { members.append(.init("revoked_by", .string(revokedBy))) }
        return .object(members)
    }
}

extension PolicySet {
    /// What is wrong with the name of what is to be waived; nil when there is such a rule or policy.
    package func complaint(onWaiving name: String) -> String? {
        let known = rules.map(\.id) + policies.map(\.name)
        if known.contains(name) { return nil }
        let near = NearestWord.advice(on: name, among: known)
        return "нет ни правила, ни политики «\(name)»"
            + (near.isEmpty ? "; есть политики \(policies.map(\.name).joined(separator: ", "))" : near)
    }
}
