import Connectors
import Logging
import Messages
import Scripts
import Storage

/// Writes down what came of deliveries: one transaction with the cross-reference, the journal, and the waking of what
/// waited for it; what ended while the last one was committed goes together.
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

    private let clock: WallClock
    private let meters: Meters
    private let logger: Logger
    private let sorter: Bell
    private let chance: @Sendable () -> Double
    private let recording: Gatherer<OutcomeStep, Bool>

    /// - Parameters:
    ///   - sorter: rung when something was confirmed, for whoever waited for it.
    ///   - chance: numbers between 0 and 1 for the jitter of retries.
    init(
        store: Store, clock: WallClock, meters: Meters, logger: Logger, sorter: Bell,
        chance: @escaping @Sendable () -> Double
    ) {
        self.clock = clock
        self.meters = meters
        self.logger = logger
        self.sorter = sorter
        self.chance = chance
        recording = store.gatherer { steps, session in try OutcomeStep.record(steps, in: session) }
    }

    /// Records a report for a claim, unless the claim ran out meanwhile: then whoever has it now records its own.
    ///
    /// - Parameter live: its retries, its deadlines, and the systems that come themselves for what became of their
    ///   messages.
    func record(_ report: ConnectorReport, for claim: OutboxClaim, under live: Revision) async -> Verdict {
        let now = clock.now()
        let step = OutcomeStep(
            claim: claim, report: report, at: now, schedule: RetrySchedule(plan: live.retry), chance: chance(),
            receivers: live.receivers)
        do {
            let recorded = try await recording.perform(step)
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
        if case .later(_, _, .unknown) = report.outcome { return verdict(report.outcome) }
        meters.attempt(target: claim.dispatch.target, outcome: report.outcome.kind)
        if case .confirmed = report.outcome {
            meters.delay(lane: claim.dispatch.lane, now - claim.receivedAt, promised: live.sla)
            sorter.ring()
        }
        return verdict(report.outcome)
    }

    private func verdict(_ outcome: ConnectorOutcome) -> Verdict {
        switch outcome {
        case .confirmed, .written, .refused, .unmatched, .fault: .reached
        case .paused(let reason): .shutOut(reason)
        case .later(_, let reason, let delay):
            switch delay {
            case .network, .timeout, .server: .failed(reason)
            case .overload, .interrupted, .unknown: .nothing
            }
        }
    }
}
