/// What came of one delivery, and the requests that it took.
package struct ConnectorReport: Sendable, Hashable {
    package let outcome: ConnectorOutcome
    /// In the order they were sent.
    package let steps: [ConnectorStep]

    package init(outcome: ConnectorOutcome, steps: [ConnectorStep]) {
        self.outcome = outcome
        self.steps = steps
    }
}
