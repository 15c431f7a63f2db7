/// Some steps: how many, and the money in them.
package struct Volume: Sendable, Hashable {
    package private(set) var steps = 0
    /// Of how many it is known what the courier owes.
    package private(set) var priced = 0
    /// What is owed for those.
    package private(set) var kopecks = 0

    package init() {}

    mutating func add(_ amount: Int?) {
        steps += 1
        guard let amount else { return }
        priced += 1
        kopecks = Self.sum(kopecks, amount)
    }

    /// Both together.
    package static func + (left: Volume, right: Volume) -> Volume {
        var all = left
        all.steps += right.steps
        all.priced += right.priced
        all.kopecks = sum(left.kopecks, right.kopecks)
        return all
    }

    /// Facts may hold any number: a sum that no number can hold stays at the largest there is.
    static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, isBeyond) = left.addingReportingOverflow(right)
        guard isBeyond else { return sum }
        return left < 0 ? .min : .max
    }
}
