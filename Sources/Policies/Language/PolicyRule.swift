package import Messages
package import Scripts
package import YAML

/// One rule of a policy.
package struct PolicyRule: Sendable, Hashable {
    /// What a group has instead of the rule's mode, for a while.
    package struct GroupMode: Sendable, Hashable {
        package let scope: PolicyScope
        package let mode: RuleMode
        /// Before this moment.
        package let until: Instant?
    }

    /// Unique in a tree: `geo.handed_over`.
    package let id: String
    package let title: String
    /// The steps that are judged.
    package let steps: [CourierStep]
    /// What must hold of a step's facts besides, for the rule to be asked; nil when nothing.
    package let condition: Condition?
    package let kind: RuleKind
    /// What `judge` gets: defaults filled in, in the order of the kind's manifest.
    package let params: JSON
    /// The kind with these parameters, as it is asked.
    package let question: RuleInquiry.Question
    package let mode: RuleMode
    /// The first that covers a step's facts counts.
    package let groupModes: [GroupMode]
    /// What a courier is asked for when the facts do not suffice.
    package let onUnsure: UnsureStep
    package let severity: Severity
    /// What a rate is counted over; nil for a rule about single steps.
    package let window: RuleWindow?
    /// What somebody is to do about certain cases.
    package let consequences: [Consequence]
    /// By case; where a case is not named, the kind's own words stand.
    package let reasons: [String: String]
    package let fixes: [String: String]
    package let place: YAMLPlace
    /// Where its parameters are written; those left to their defaults are not.
    package let paramPlaces: [String: YAMLPlace]

    /// How much a miss weighs in reports.
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        case low
        case medium
        case high
    }

    /// The mode for a step at its time.
    package func mode(for facts: StepFacts) -> RuleMode {
        groupModes.first { group in
            group.scope.covers(facts) && (group.until.map { facts.at < $0 } ?? true)
        }?.mode ?? mode
    }

    /// Whether the rule has something to say of a step.
    func asks(_ facts: StepFacts) -> Bool {
        steps.contains(facts.step) && (condition?.holds(facts) ?? true)
    }
}
