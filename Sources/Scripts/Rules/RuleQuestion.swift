package import Messages

/// One rule that is to be judged over a step's facts.
package struct RuleQuestion: Sendable, Hashable {
    package let kind: RuleKind
    package let params: JSON

    package init(kind: RuleKind, params: JSON) {
        self.kind = kind
        self.params = params
    }
}
