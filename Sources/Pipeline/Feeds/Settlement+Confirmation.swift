import Messages
import Storage

extension Settlement {
    /// Leaves for the source that its message came to nothing, if it comes for that.
    func confirmVerdict(in session: Session) throws {
        guard back.receivers.contains(message.key.system) else { return }
        let outcome: Confirmation.Outcome
        switch sorted.outcome {
        case .unmatched: outcome = .unmatched
        case .rejected: outcome = .rejected
        case .failed: outcome = .failed
        case .mapped, .kept, .stale, .skipped, .superseded: return
        }
        try session.add(Confirmation(message: message, outcome: outcome, reason: sorted.reason).change(at: at))
    }

    /// Leaves for the source that a target had exactly this already.
    func confirm(_ dispatch: Dispatch, in session: Session) throws {
        guard back.receivers.contains(message.key.system) else { return }
        let confirmation = Confirmation(
            dispatch: dispatch, version: message.version, presentation: message.presentation,
            correlationID: message.correlationID, outcome: .unchanged, reference: dispatch.reference, reason: nil)
        try session.add(confirmation.change(at: at))
    }
}
