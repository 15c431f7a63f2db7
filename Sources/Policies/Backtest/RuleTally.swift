import Messages
package import Scripts

/// How a candidate's rule differs from what was decided, counted; what is kept does not grow with the count.
package struct RuleTally: Sendable {
    /// From what was said to what would be said; nil is a rule that was not, or would not be, asked.
    package struct Flip: Sendable, Hashable {
        package let before: Ruling?
        package let after: Ruling?
    }

    /// One step, for a person to look at.
    package struct Example: Sendable, Hashable {
        package let decision: String
        package let step: CourierStep
        package let courier: String?
        /// The candidate's verdict in words and figures; nil when the rule would not be asked.
        package let words: String?
    }

    private static let mostExamples = 3

    /// Steps of which the rule said something, or would.
    package private(set) var steps = 0
    /// Steps of which it would say the same, perhaps by another case.
    package private(set) var same = 0
    package private(set) var flips: [Flip: Int] = [:]
    package private(set) var examples: [Flip: [Example]] = [:]
    package private(set) var causes = Causes()

    mutating func add(_ before: PastDecision.Said?, _ after: Verdict?, of decision: PastDecision) {
        steps += 1
        if let after { causes.add(after, courier: decision.courier) }
        guard before?.ruling != after?.ruling else {
            same += 1
            return
        }
        let flip = Flip(before: before?.ruling, after: after?.ruling)
        flips[flip, default: 0] += 1
        guard examples[flip, default: []].count < Self.mostExamples else { return }
        examples[flip, default: []].append(
            Example(
                decision: decision.id, step: decision.facts.step, courier: decision.facts["courier"]?.string,
                words: after.map(DecisionWords.short)))
    }
}
