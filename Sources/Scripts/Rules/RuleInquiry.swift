package import Messages

/// A step's facts, and the rules that are to be judged over them.
package struct RuleInquiry: Sendable, Hashable {
    /// One rule.
    package struct Question: Sendable, Hashable {
        package let kind: RuleKind
        package let params: JSON
        /// The parameters as `judge` reads them, written once.
        private let text: [UInt8]

        package init(kind: RuleKind, params: JSON) {
            self.kind = kind
            self.params = params
            text = params.bytes(sortingKeys: false)
        }

        /// What `judge` is called with, written as JSON: the parameters, and those of the facts that its kind declares.
        func arguments(_ facts: JSON) -> [UInt8] {
            let told = kind.told(facts).bytes(sortingKeys: false)
            return [UInt8(ascii: "[")] + text + [UInt8(ascii: ",")] + told + [UInt8(ascii: "]")]
        }
    }

    package let facts: JSON
    package let questions: [Question]

    package init(facts: JSON, questions: [Question]) {
        self.facts = facts
        self.questions = questions
    }
}
