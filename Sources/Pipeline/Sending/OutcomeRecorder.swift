import Connectors
import Logging
import Messages
import Storage

/// Writes down what came of a delivery: one transaction with the cross-reference, the journal, and the waking of what
/// waited for it.
struct OutcomeRecorder: Sendable {
    /// What a delivery says of the target itself.
    enum Verdict: Sendable {
        /// It answered for the object's sake, yes or no.
        case reached
        /// It could not be reached, or is unwell.
        case failed(String)
        /// It lets nobody in.
        case shutOut(String)
        /// The delivery says nothing of it.
        case nothing
    }

    let store: Store
    let clock: WallClock
    let meters: Meters
    let logger: Logger
    let sorter: Bell
    let chance: @Sendable () -> Double

    /// Records a report for a claim, unless the claim ran out meanwhile: then whoever has it now records its own.
    func record(_ report: ConnectorReport, for claim: OutboxClaim, retry: RetryPlan) async -> Verdict {
        let now = clock.now()
        let step = OutcomeStep(
            claim: claim, report: report, at: now, schedule: RetrySchedule(plan: retry), chance: chance())
        do {
            let recorded = try await store.transaction { session in try step.record(in: session) }
            guard recorded else {
                logger.warning("a lease ran out under way", metadata: ["dispatch": "\(claim.dispatch.id)"])
                return .nothing
            }
        } catch {
            // The lease runs out, and the delivery is made again: connectors look before they create.
            logger.error(
                "cannot write down an outcome",
                metadata: ["dispatch": "\(claim.dispatch.id)", "error": "\(error)"])
            return .nothing
        }
        meters.attempt(target: claim.dispatch.target, outcome: report.outcome.kind)
        if case .confirmed = report.outcome {
            meters.delay(lane: claim.dispatch.lane, now - claim.receivedAt)
            sorter.ring()
        }
        return verdict(report.outcome)
    }

    private func verdict(_ outcome: ConnectorOutcome) -> Verdict {
        switch outcome {
        case .confirmed, .written, .refused, .fault: .reached
        case .paused(let reason): .shutOut(reason)
        case .later(_, let reason, let delay):
            switch delay {
            case .network, .timeout, .server: .failed(reason)
            case .overload, .interrupted: .nothing
            }
        }
    }
}
