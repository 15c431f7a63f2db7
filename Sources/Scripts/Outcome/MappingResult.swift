/// What came of mapping one message.
package struct MappingResult: Sendable, Hashable {
    package let outcome: MappingOutcome
    /// Filled source attributes that the mapping neither read nor ignores: `НомерКарты`, `Товары.Серия`.
    package let unread: [String]
    /// Lines that the script wrote with trace().
    package let trace: [String]
    /// Instructions spent, to the thousand.
    package let instructions: Int

    /// Which lines ran, by file, and where the script decided for its outcome: only of a pool that watches them.
    var lines: [String: LinesRan] = [:]
    var decided: DecidedPlace?

    package init(outcome: MappingOutcome, unread: [String], trace: [String], instructions: Int) {
        self.outcome = outcome
        self.unread = unread
        self.trace = trace
        self.instructions = instructions
    }
}
