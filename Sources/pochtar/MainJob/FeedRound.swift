import Messages
import Stand
import Storage

/// One feed from its first message to the last confirmation, watched and reckoned up.
struct FeedRound: Sendable {
    /// How often the figures are looked at.
    private static let look = Span.milliseconds(200)
    /// How often 10.3 comes for what is for it; in life it does every minute or three.
    private static let pull = Span.seconds(1)
    /// Of so many objects УТ 11 tells at the end that they were written.
    private static let mostReturned = 40

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
            tasks.addTask {
                while !Task.isCancelled {
                    await stand.puller.pull(from: address)
                    try? await office.clock.sleep(Self.pull)
                }
            }
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
        let back = isSettled ? try await comeBack() : nil
        let reckoning = Reckoning(
            crossings: crossings, sent: stand.sent.objects, feed: stand.feeder.progress, ledger: stand.ledger,
            stuck: stuck, undecided: undecided, took: took, limit: isSettled ? nil : limit, back: back)
        for line in reckoning.lines { console.line(line) }
        return reckoning.isGood
    }

    private var address: PostmanAddress {
        PostmanAddress(url: order.postman, login: order.login, password: order.password)
    }

    /// The way back: 10.3 comes for the rest, УТ 11 tells of what was written in it, and none of that goes further.
    private func comeBack() async throws -> ReturnCount {
        await stand.puller.pull(from: address)
        let told = try await stand.exchange.export(to: address, limit: Self.mostReturned)
        while try await !office.store.read({ try $0.isIdle() }) { try await office.clock.sleep(Self.look) }
        await stand.puller.pull(from: address)
        let progress = stand.puller.progress
        return ReturnCount(
            confirmations: progress.confirmations.values.reduce(0, +), told: told, applied: progress.applied)
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
