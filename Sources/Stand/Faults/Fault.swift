package import Messages

/// Something that goes wrong in УТ 11 because a test asked for it.
package struct Fault: Sendable, Hashable {
    /// What goes wrong.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The connection is closed without an answer; nothing is done.
        case refuse
        /// The request is served after `delay`.
        case delay
        /// The connection is reset before anything is done.
        case resetBefore = "reset_before"
        /// Everything is done, then the connection is reset.
        case resetAfterCommit = "reset_after_commit"
        /// The answer (or, with `when: before`, the effect too) waits for a release.
        case hold
        /// A bare status, 429 with `Retry-After`.
        case status
        /// A login page with 200.
        case html200
        /// An answer that is cut-off JSON.
        case garbage
        /// The answer comes in pieces, `delay` between them.
        case slow
    }

    /// Whether the fault strikes before the request has its effect or after.
    package enum Moment: String, Sendable, Hashable {
        case before, after
    }

    package let kind: Kind
    package let match: FaultMatch
    /// `delay`: before serving. `slow`: between pieces.
    package let delay: Span
    /// The answer's status, for `status`.
    package let status: Int
    /// Seconds, sent with `status`.
    package let retryAfter: Int?
    package let when: Moment

    /// - Parameter when: by default after the effect for `hold`, `garbage` and `reset_after_commit`, before it for
    ///   the others.
    package init(
        _ kind: Kind, match: FaultMatch = FaultMatch(), delay: Span = .milliseconds(100), status: Int = 503,
        retryAfter: Int? = nil, when: Moment? = nil
    ) {
        self.kind = kind
        self.match = match
        self.delay = delay
        self.status = status
        self.retryAfter = retryAfter
        self.when = when ?? ([.hold, .garbage, .resetAfterCommit].contains(kind) ? .after : .before)
    }

    /// УТ 11 is down: every request is refused until the faults are cleared.
    package static let down = Fault(.refuse)
}
