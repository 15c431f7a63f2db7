import Messages

/// One object of 10.3 with the versions that were sent.
package struct SentObject: Sendable, Hashable {
    package let object: Object103
    /// By their order of change.
    package internal(set) var versions: [Int: SentVersion] = [:]

    /// The newest version that the postman acknowledged: what must be seen in УТ 11 in the end.
    package var latestAcknowledged: SentVersion? {
        versions.values.filter(\.isAcknowledged).max { $0.changedAt < $1.changedAt }
    }
}
