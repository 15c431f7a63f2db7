package import Scripts

/// Why a candidate's rule does not let steps pass, and whose steps these are, counted.
package struct Causes: Sendable {
    /// How a rule came out that does not let a step pass.
    package struct Cause: Sendable, Hashable {
        /// The name of a case of the rule's kind, or `policy_error`.
        package let outcome: String
        package let ruling: Ruling
    }

    /// A courier's steps of which the rule is asked.
    package struct Record: Sendable, Hashable {
        package fileprivate(set) var asked = 0
        package fileprivate(set) var missed = 0
    }

    package private(set) var counts: [Cause: Int] = [:]
    /// By courier.
    package private(set) var couriers: [String: Record] = [:]

    /// Of how many steps the rule is asked.
    package var asked: Int { couriers.values.reduce(0) { $0 + $1.asked } }

    /// How many of them do not pass.
    package var missed: Int { counts.values.reduce(0, +) }

    mutating func add(_ verdict: Verdict, courier: String) {
        couriers[courier, default: Record()].asked += 1
        guard verdict.ruling != .pass else { return }
        couriers[courier, default: Record()].missed += 1
        counts[Cause(outcome: verdict.outcome, ruling: verdict.ruling), default: 0] += 1
    }
}
