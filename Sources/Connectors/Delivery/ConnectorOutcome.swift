package import Messages

/// What came of handing one dispatch to one system.
package enum ConnectorOutcome: Sendable, Hashable {
    /// Why a dispatch has to wait.
    package enum Delay: String, Sendable, Hashable {
        /// No connection, or it broke.
        case network
        /// The target did not answer in time; whether it acted is unknown.
        case timeout
        /// The target asks to be spared: 429.
        case overload
        /// The target is unwell: 5xx without an explanation of its own.
        case server
        /// We were stopped in the middle; no fault of anybody, and no attempt.
        case interrupted
        /// What the target has must be known first; no fault of anybody, and no attempt.
        case unknown
    }

    /// The target has it: read again and found equal. `posted` says whether the document is posted now.
    case confirmed(reference: String, posted: Bool, note: String?)
    /// The object is written, but the target refuses to post it (or to unpost it) for now.
    case written(reference: String, reason: String)
    /// Try again; not before `after`, when the target named a time.
    case later(after: Span?, reason: String, class: Delay)
    /// The target said no, and would say it again.
    case refused(reason: String, detail: String?, field: String?)
    /// Nobody but a person can say which object of the target is meant: none is there, or several are.
    case unmatched(reason: String, candidates: [Candidate])
    /// The target lets nobody in (401, 403, a login page): the lane pauses, a probe resumes it.
    case paused(reason: String)
    /// The target kept something else than it was sent.
    case fault(reason: String, fields: [FieldFault])
}

extension ConnectorOutcome {
    /// The outcome's name alone, for logs and counters.
    package var kind: String {
        switch self {
        case .confirmed: "confirmed"
        case .written: "written"
        case .later: "later"
        case .refused: "refused"
        case .unmatched: "unmatched"
        case .paused: "paused"
        case .fault: "fault"
        }
    }
}
