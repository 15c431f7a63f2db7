package import Logging
package import Messages
import Scripts
package import Storage

/// Does what is due by the clock alone: tells of waits that last too long, forgets keys whose time is over, takes over
/// the revision that another node made live.
package struct Housekeeper: Sendable {
    /// How often it looks.
    static let round = Span.seconds(10)
    /// How many days ahead the journal has room prepared.
    static let daysAhead = 3

    let store: Store
    let revisions: RevisionKeeper
    let clock: WallClock
    let meters: Meters
    let logger: Logger

    package init(store: Store, revisions: RevisionKeeper, clock: WallClock, meters: Meters, logger: Logger) {
        self.store = store
        self.revisions = revisions
        self.clock = clock
        self.meters = meters
        self.logger = logger
    }

    /// Keeps house until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await tidy()
            do { try await clock.sleep(Self.round) } catch { return }
        }
    }

    /// One round.
    package func tidy() async {
        await revisions.follow()
        let now = clock.now()
        let kept = revisions.live.retention
        do {
            try await store.transaction { session in
                try session.prepareJournal(from: now, days: Self.daysAhead)
                _ = try session.forgetJournal(before: now - kept.journal, limit: 1000)
                _ = try session.forgetDecisions(before: now - kept.taskEvents, limit: 1000)
                _ = try session.forgetTaskEvents(before: now - kept.taskEvents, limit: 1000)
                _ = try session.forgetWindows(before: now - kept.taskEvents, limit: 1000)
                _ = try session.forgetPlaces(before: now - kept.coordinates)
            }
            try await WindowCloser(store: store, revisions: revisions, logger: logger).close(at: now)
            try await forgetKeys(at: now)
            try await store.transaction { session in
                for (target, references) in try session.overlookedToRead(limit: 200).sorted(by: { $0.key < $1.key }) {
                    try session.wake(whoWaitsFor: references, target: target, at: now)
                }
                for (target, references) in try session.overlookedOrigins(limit: 200).sorted(by: { $0.key < $1.key }) {
                    try session.wake(whoWaitsFor: references, target: target, at: now)
                }
            }
            try await lookAtFeeds(at: now)
            try await FollowupEscalation(store: store, meters: meters, logger: logger, kept: kept.taskEvents).run(
                at: now)
            let overdue = try await store.transaction { session in
                let overdue = try session.takeOverdueWaits(at: now, limit: 200)
                for wait in overdue { try session.note(Self.escalation(wait, at: now)) }
                return overdue
            }
            for wait in overdue {
                meters.escalated(target: wait.target)
                logger.warning(
                    "waits too long",
                    metadata: ["object": "\(wait.waiting)", "for": "\(wait.source)", "since": "\(wait.since.rfc3339)"])
            }
        } catch {
            logger.error("housekeeping failed", metadata: ["error": "\(error)"])
        }
    }

    /// What nobody comes for stays where it is, and somebody is told, once until the receiver comes again.
    private func lookAtFeeds(at now: Instant) async throws {
        let (receivers, patience) = (revisions.live.receivers, revisions.live.sla.feedSilence)
        guard !receivers.isEmpty else { return }
        let overdue = try await store.transaction { session in
            try session.feedDepths(of: receivers).filter { depth in
                let last = max(depth.oldest, depth.pulledAt ?? depth.oldest)
                guard now - last > patience, try session.alarm(depth.receiver, at: now) else { return false }
                try session.note(Self.escalation(depth, at: now))
                return true
            }
        }
        for depth in overdue {
            meters.escalated(target: depth.receiver)
            logger.warning(
                "nobody comes for a feed", metadata: ["target": "\(depth.receiver)", "count": "\(depth.count)"])
        }
    }

    private static func escalation(_ depth: FeedDepth, at now: Instant) -> JournalEntry {
        let last = depth.pulledAt.map { "последний раз приходила \($0.rfc3339)" } ?? "ни разу не приходила"
        return JournalEntry(
            at: now, kind: .escalated, target: depth.receiver,
            summary:
                "\(depth.receiver) не забирает своё: ждёт \(depth.count) (\(depth.kind.rawValue)) с "
                + "\(depth.oldest.rfc3339), \(last). Проверьте её регламентное задание; ничего не пропадёт")
    }

    /// As many keys may have come in a second three days ago as now: they go in slices, until none is left.
    private func forgetKeys(at now: Instant) async throws {
        let slice = 5000
        while try await store.transaction({ try $0.purgeIdempotency(at: now, limit: slice) }) == slice {}
    }

    private static func escalation(_ wait: Wait, at now: Instant) -> JournalEntry {
        let what = wait.name.map { "«\($0)»" } ?? wait.source.id
        return JournalEntry(
            at: now, kind: .escalated, object: wait.waiting, messageID: wait.messageID, dispatchID: wait.dispatchID,
            target: wait.target,
            summary: "Ждёт \(wait.source.type) \(what) с \(wait.since.rfc3339): проверьте, выгружен ли он")
    }
}
