/// How far the walk has come, in numbers for a line of progress.
package struct WalkFigures: Sendable, Hashable {
    /// Messages that are durable, and those that a mapping or its absence has dealt with.
    package let accepted: Int
    package let sorted: Int
    /// Dispatches that wait for another object, that the target has, and that will not go on by themselves.
    package let parked: Int
    package let confirmed: Int
    package let held: Int

    package init(accepted: Int, sorted: Int, parked: Int, confirmed: Int, held: Int) {
        self.accepted = accepted
        self.sorted = sorted
        self.parked = parked
        self.confirmed = confirmed
        self.held = held
    }
}
