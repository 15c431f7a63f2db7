package import Connectors
package import Foundation
package import Logging
package import Messages
import Scripts
package import Storage

/// The whole walk, wired: intake on one side, sorter, a sender for each target, and the housekeeping between them.
package struct Postman: Sendable {
    package let store: Store
    package let revisions: RevisionKeeper
    package let committer: Committer
    package let clock: WallClock
    package let meters: Meters
    package let senders: [Sender]

    private let zones: [String: TimeZone]
    private let sorter: Sorter
    private let housekeeper: Housekeeper
    private let gatherers: [NameGatherer]
    private let bell: Bell
    /// The senders' bells.
    private let senderBells: [Bell]

    /// - Parameters:
    ///   - peers: a client for each target system.
    ///   - zones: the time zones of the sources.
    ///   - chance: numbers between 0 and 1 for the jitter of retries.
    package init(
        store: Store, revisions: RevisionKeeper, peers: [String: PeerClient], zones: [String: TimeZone],
        clock: WallClock, meters: Meters, logger: Logger,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.store = store
        self.revisions = revisions
        self.clock = clock
        self.meters = meters
        self.zones = zones
        committer = Committer(
            store: store, clock: clock, window: { revisions.live.retention.idempotencyKeys })
        bell = Bell()
        let sorterBell = bell
        let bells = peers.mapValues { _ in Bell() }
        senders = peers.sorted { $0.key < $1.key }.compactMap { target, peer in
            bells[target].map {
                Sender(
                    target: target, store: store, revisions: revisions, peer: peer, clock: clock, meters: meters,
                    logger: logger, bell: $0, sorter: sorterBell, chance: chance)
            }
        }
        sorter = Sorter(
            store: store, revisions: revisions, clock: clock, logger: logger, bell: bell,
            senders: Array(bells.values))
        senderBells = Array(bells.values)
        gatherers = peers.sorted { $0.key < $1.key }.compactMap { target, peer in
            bells[target].map {
                NameGatherer(
                    target: target, store: store, revisions: revisions, peer: peer, clock: clock, logger: logger,
                    sender: $0)
            }
        }
        housekeeper = Housekeeper(store: store, revisions: revisions, clock: clock, meters: meters, logger: logger)
    }

    /// Reads envelopes under the revision that is live now.
    package var reader: MessageReader { MessageReader(revision: revisions.live, zones: zones) }

    /// Wakes the sorter: something came in, or was sent back to it.
    package func wake() {
        bell.ring()
        store.announce(.inbox)
    }

    /// Works until `stop` is called or the task is cancelled; returns when what was in flight has been answered.
    package func run(_ duties: Duties = .all) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await hear(.revision) { await revisions.follow() } }
            guard duties != .intake else { return await housekeeper.run() }
            group.addTask { await housekeeper.run() }
            for gatherer in gatherers { group.addTask { await gatherer.run() } }
            group.addTask { await hear(.inbox) { bell.ring() } }
            group.addTask { await hear(.outbox) { for bell in senderBells { bell.ring() } } }
            await withTaskGroup(of: Void.self) { walk in
                walk.addTask { await sorter.run() }
                for sender in senders { walk.addTask { await sender.run() } }
            }
            group.cancelAll()
        }
    }

    /// Does something each time another node has news.
    private func hear(_ news: News, _ act: @Sendable () async -> Void) async {
        for await _ in store.news(news) { await act() }
    }

    /// Lets the walk end: nothing new is begun.
    package func stop() async {
        await sorter.stop()
        for sender in senders { await sender.stop() }
    }
}
