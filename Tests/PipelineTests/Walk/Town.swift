import Connectors
import Foundation
import Logging
import Messages
import Metrics
import Pipeline
import Scripts
import Stand
import Storage

/// The whole walk in one process: the repository's own mappings and plugin, a store of its own, a УТ 11 that speaks
/// HTTP on loopback, and a clock that the test moves.
struct Town: Sendable {
    let clock: ManualClock
    let store: Store
    let stand: StandApplication
    let postman: Postman

    /// Builds a town, lets it live while the body runs, and takes it down.
    static func live(
        _ kind: StoreKind, _ body: @escaping @Sendable (Town) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let store = try Store(try await kind.location())
        let scripts = ScriptPool(workers: 2)
        let meters = Meters(factory: NOOPMetricsHandler.instance)
        var logger = Logger(label: "town")
        logger.logLevel = .critical
        let revisions = try await RevisionKeeper.start(
            tree: repository, store: store, scripts: scripts, clock: clock.wall(of: "postman"), meters: meters,
            logger: logger)
        guard let contract = revisions.live.contracts["ut11"] else { throw Problem(.notFound, "нет контракта ut11") }
        let stand = StandApplication(
            settings: StandSettings(port: 0), contract: contract, clock: clock.wall(of: "stand"), logger: logger)
        let quiet = logger
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, announce) = AsyncStream.makeStream(of: Int.self)
            group.addTask { try await stand.run { announce.yield($0) } }
            guard let port = await ports.first(where: { _ in true }) else { throw Problem(.internalError, "нет порта") }
            let peer = try PeerClient(destination: destination(port, revisions.live.retry))
            let postman = Postman(
                store: store, revisions: revisions, peers: ["ut11": peer], zones: [:], clock: clock.wall(of: "postman"),
                meters: meters, logger: quiet, chance: { 0.5 })
            group.addTask { await postman.run() }
            let town = Town(clock: clock, store: store, stand: stand, postman: postman)
            do {
                try await body(town)
            } catch {
                try await leave(town, peer, &group)
                throw error
            }
            try await leave(town, peer, &group)
        }
    }

    /// One version of one object of 10.3, changed at this moment.
    func message(_ object: Object103, version: Int, of source: Source103) -> FeedMessage {
        FeedMessage(
            object, version: version, operation: .upsert, changedAt: clock.now,
            data: source.data(object, version: version))
    }

    /// Hands messages in as 10.3 would, each under the revision that is live.
    func accept(_ messages: [FeedMessage]) async throws {
        let reader = postman.reader
        let now = clock.now
        let arrivals = try messages.map { message in
            try reader.read(JSONDocument(message.body), caller: "1c", correlationID: "walk", at: now)
        }
        try await store.transaction { session in
            for arrival in arrivals { _ = try session.accept(arrival) }
        }
        stand.sent.note(acknowledged: messages)
        postman.wake()
    }

    /// Moves the clock on in small steps, each only when nobody is busy with the last one, until the condition holds or
    /// the limit has passed on this clock. Returns how much time that was, and nil when it never held.
    func pass(
        upTo limit: Span, by step: Span = .milliseconds(50), until condition: @Sendable () async throws -> Bool
    ) async throws -> Span? {
        let start = clock.now
        while clock.now - start < limit {
            try await settle()
            if try await condition() { return clock.now - start }
            clock.advance(step)
        }
        return nil
    }

    /// Whether nothing is on its way any more.
    func isIdle() async throws -> Bool {
        try await store.read { try $0.isIdle() }
    }

    /// Lets everybody run until nobody is busy, however slow the machine is. A town in which somebody is busy for ever
    /// is a fault of its own.
    private func settle() async throws {
        for _ in 0..<100_000 {
            if try await isStill() {
                // Whoever has just written down the last of it may be about to ring a bell.
                try await Task.sleep(for: .microseconds(200))
                if try await isStill() { return }
            }
            try await Task.sleep(for: .microseconds(300))
        }
        let depths = try await store.read { try $0.queueDepths() }
        let asleep = (postman: clock.sleepers(of: "postman"), stand: clock.sleepers(of: "stand"))
        throw Problem(.internalError, "город не останавливается: спят \(asleep), ждут \(depths)")
    }

    /// Whether the postman's loops all sleep, or wait for УТ 11 to answer about its names; nothing is being sorted, and
    /// what is being sent is being waited for by УТ 11 itself, which may keep a probe waiting as well.
    private func isStill() async throws -> Bool {
        // The sorter, the housekeeper, and for each target a sender and a reader of names.
        let (loops, readers) = (2 + 2 * postman.senders.count, postman.senders.count)
        let reading = loops - clock.sleepers(of: "postman")
        guard 0...readers ~= reading else { return false }
        let depths = try await store.read { try $0.queueDepths() }
        let (unsorted, sending) = (depths.filter { $0.state == "unsorted" }, depths.filter { $0.state == "sending" })
        return unsorted.isEmpty && sending.reduce(reading) { $0 + $1.count } <= clock.sleepers(of: "stand")
            && loops - clock.sleepers(of: "postman") == reading
    }

    private static func leave(
        _ town: Town, _ peer: PeerClient, _ group: inout ThrowingTaskGroup<Void, any Error>
    ) async throws {
        await town.postman.stop()
        group.cancelAll()
        try? await peer.shutdown()
    }

    private static func destination(_ port: Int, _ retry: RetryPlan) throws -> Destination {
        let settings: JSON = [
            "base_url": .string("http://127.0.0.1:\(port)/ut11/odata/standard.odata"), "ref_key_honoured": true,
        ]
        let destination = Destination(
            baseURL: "http://127.0.0.1:\(port)/ut11/odata/standard.odata",
            authorization: .basic(login: UT11Settings().login, password: UT11Settings().password), settings: settings,
            maxInFlight: 8, timeout: retry.requestTimeout)
        guard let destination else { throw Problem(.internalError, "адрес стенда не годится") }
        return destination
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
