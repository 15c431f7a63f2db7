package import Messages

/// A step's facts, and the rules that are to be judged over them.
package struct RuleInquiry: Sendable, Hashable {
    /// One rule.
    package struct Question: Sendable, Hashable {
        package let kind: RuleKind
        package let params: JSON

        /// What `judge` is called with, written as JSON: the parameters and the facts.
        func arguments(_ facts: [UInt8]) -> [UInt8] {
            [UInt8(ascii: "[")] + params.bytes(sortingKeys: false) + [UInt8(ascii: ",")] + facts + [UInt8(ascii: "]")]
        }

        package init(kind: RuleKind, params: JSON) {
            self.kind = kind
            self.params = params
        }
    }

    package let facts: JSON
    package let questions: [Question]

    package init(facts: JSON, questions: [Question]) {
        self.facts = facts
        self.questions = questions
    }
}
