package import Messages

/// What came of mapping a message.
package struct Sorting: Sendable, Hashable {
    /// What became of the message.
    package enum Outcome: String, Sendable, Codable {
        /// Target objects are on their way, or nothing had to change.
        case mapped
        /// No mapping wants it: kept for those who need to read it (E-03).
        case kept
        /// Older than a version that came before it.
        case stale
        /// A mapping says it does not cross.
        case skipped
        /// A lookup table must be mended first.
        case unmatched
        /// A mapping says that the document is wrong.
        case rejected
        /// A script broke.
        case failed
        /// A newer version came before this one was mapped.
        case superseded

        /// Whether it lies among the dead letters.
        package var isDeadLetter: Bool { self == .unmatched || self == .rejected || self == .failed }
    }

    package let messageID: String
    package let outcome: Outcome
    /// In Russian, for whoever has to act.
    package let reason: String?
    /// Place and trace for the integrator.
    package let detail: JSON?
    package let revision: RevisionID?

    package init(messageID: String, outcome: Outcome, reason: String?, detail: JSON? = nil, revision: RevisionID?) {
        self.messageID = messageID
        self.outcome = outcome
        self.reason = reason
        self.detail = detail
        self.revision = revision
    }
}
