import Messages
import Stand
import Storage

/// One feed from its first message to the last confirmation, watched and reckoned up.
struct FeedRound: Sendable {
    /// How often the figures are looked at.
    private static let look = Span.milliseconds(200)

    let office: PostOffice
    let stand: StandApplication
    let order: FeedOrder
    let limit: Span
    /// УТ 11 had most of it before: what looks alike waits for a person, and is not lost.
    let isPrefilled: Bool
    let console: Console

    /// Feeds, waits until all has settled or the time is over, and prints the reckoning; true when all is well.
    func run() async throws -> Bool {
        let began = office.clock.now()
        let isSettled = try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await stand.feeder.run(order) }
            defer { tasks.cancelAll() }
            return try await watch(since: began)
        }
        let took = office.clock.now() - began
        let store = office.store
        let target = StandContract.system
        let isPrefilled = isPrefilled
        let (crossings, stuck, undecided) = try await store.read { session in
            (
                try session.crossings(to: target), try StuckReport(session: session, now: .current()).lines(),
                isPrefilled ? try Undecided(session) : Undecided()
            )
        }
        let reckoning = Reckoning(
            crossings: crossings, sent: stand.sent.objects, feed: stand.feeder.progress, ledger: stand.ledger,
            stuck: stuck, undecided: undecided, took: took, limit: isSettled ? nil : limit)
        for line in reckoning.lines { console.line(line) }
        return reckoning.isGood
    }

    /// Shows progress until the feed is done and nothing moves any more; false when the time is over before that.
    private func watch(since began: Instant) async throws -> Bool {
        var progress = ProgressLine(console: console)
        let (clock, store) = (office.clock, office.store)
        while true {
            // The feed is asked first: what it says is acknowledged is in the store by then.
            let feed = stand.feeder.progress
            let (figures, isAtRest) = try await store.read { (try $0.walkFigures(), try $0.isAtRest()) }
            let now = clock.now()
            let isSettled = feed.isDone && isAtRest
            let isOver = now - began > limit
            progress.show(feed, figures, after: now - began, isLast: isSettled || isOver)
            if isSettled || isOver { return isSettled }
            try await clock.sleep(Self.look)
        }
    }
}
