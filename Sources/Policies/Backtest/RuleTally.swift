import Messages
package import Scripts

/// How a candidate's rule differs from what was decided, counted; what is kept does not grow with the count.
package struct RuleTally: Sendable {
    /// From what was said to what would be said; nil is a rule that was not, or would not be, asked.
    package struct Flip: Sendable, Hashable {
        package let before: Ruling?
        package let after: Ruling?

        package init(before: Ruling?, after: Ruling?) {
            self.before = before
            self.after = after
        }
    }

    /// One step, for a person to look at.
    package struct Example: Sendable, Hashable {
        package let decision: String
        /// Nil for a window.
        package let step: CourierStep?
        package let courier: String?
        /// The candidate's verdict in words and figures; nil when the rule would not be asked.
        package let words: String?
    }

    /// What the rule was asked of: a step, or a window that closed.
    struct Subject: Sendable {
        /// The decision's id, or the window's key.
        let id: String
        let step: CourierStep?
        let courier: String?
    }

    private static let mostExamples = 3

    /// Steps of which the rule said something, or would.
    package private(set) var steps = 0
    /// Steps of which it would say the same, perhaps by another case.
    package private(set) var same = 0
    package private(set) var flips: [Flip: Int] = [:]
    package private(set) var examples: [Flip: [Example]] = [:]
    package private(set) var causes = Causes()
    /// Of a rate: how the operations that missed came out, by case of the rule that is counted.
    package private(set) var misses: [String: Int] = [:]

    /// An operation that missed came out so.
    mutating func miss(_ outcome: String) {
        misses[outcome, default: 0] += 1
    }

    /// - Parameter isKnown: whether it is known what was said then; a window that never closed is only counted.
    mutating func add(_ before: PastDecision.Said?, _ after: Verdict?, of subject: Subject, isKnown: Bool = true) {
        steps += 1
        if let after { causes.add(after, courier: subject.courier ?? "—") }
        guard isKnown else { return }
        guard before?.ruling != after?.ruling else {
            same += 1
            return
        }
        let flip = Flip(before: before?.ruling, after: after?.ruling)
        flips[flip, default: 0] += 1
        guard examples[flip, default: []].count < Self.mostExamples else { return }
        examples[flip, default: []].append(
            Example(
                decision: subject.id, step: subject.step, courier: subject.courier,
                words: after.map(DecisionWords.short)))
    }
}
