package import Logging
package import Messages
import Scripts
package import Storage

/// Takes messages out of the inbox, has them mapped under the live revision, and sets what comes of it on its way:
/// one message, one transaction.
package actor Sorter {
    /// How many messages are claimed at a time.
    static let batch = 16
    /// How long a claimed message belongs to this sorter: a batch of scripts at their limits still ends within it, and
    /// after a crash nothing waits longer than this.
    static let lease = Span.seconds(10)
    /// How often the inbox is looked at when nobody rings.
    static let poll = Span.seconds(1)

    private let store: Store
    private let revisions: RevisionKeeper
    private let clock: WallClock
    private let meters: Meters
    private let logger: Logger
    private let bell: Bell
    private let senders: [Bell]
    private var isStopping = false

    /// - Parameters:
    ///   - bell: rung when a message came in or was woken.
    ///   - senders: rung when something was set on its way.
    package init(
        store: Store, revisions: RevisionKeeper, clock: WallClock, meters: Meters, logger: Logger, bell: Bell,
        senders: [Bell]
    ) {
        self.store = store
        self.revisions = revisions
        self.clock = clock
        self.meters = meters
        self.logger = logger
        self.bell = bell
        self.senders = senders
    }

    /// Sorts until it is stopped.
    package func run() async {
        while !isStopping, !Task.isCancelled {
            let sorted = await sortOnce()
            if sorted == 0 { await bell.wait(atMost: Self.poll, on: clock) }
        }
    }

    /// Ends `run` after the messages that are being mapped.
    package func stop() {
        isStopping = true
        bell.ring()
    }

    /// Claims what is due and sorts it; returns how many messages that was.
    package func sortOnce() async -> Int {
        do {
            let now = clock.now()
            let claims = try await store.transaction { session in
                try session.claimInbox(limit: Self.batch, at: now, lease: Self.lease)
            }
            guard !claims.isEmpty else { return 0 }
            await withTaskGroup(of: Void.self) { group in
                for claim in claims { group.addTask { await self.sort(claim) } }
            }
            for sender in senders { sender.ring() }
            return claims.count
        } catch {
            logger.error("cannot claim messages", metadata: ["error": "\(error)"])
            return 0
        }
    }

    private func sort(_ claim: InboxClaim) async {
        let sorted = await map(claim.message)
        do {
            let now = clock.now()
            let live = revisions.live
            let meters = meters
            // What the contract says now counts: a message that is mapped again may have come in by another lane.
            let described = live.contracts[claim.message.key.system]?.types[claim.message.key.type]
            let lane = described?.lane ?? claim.lane
            try await store.transaction { session in
                guard try session.finishInbox(claim) else { return }
                try Settlement(message: claim.message, lane: lane, at: now, retry: live.retry, meters: meters)
                    .settle(sorted, in: session)
            }
        } catch {
            // The claim runs out by itself, and the message is sorted again.
            logger.error(
                "cannot write down what a mapping answered",
                metadata: ["message": "\(claim.message.id)", "error": "\(error)"])
        }
    }

    /// Runs the mappings of a message, one for each target, under the revision that is live now.
    private nonisolated func map(_ message: Message) async -> Sorted {
        let revision = revisions.live
        var shares: [Sorted.Share] = []
        var verdicts: [Sorted.Verdict] = []
        for mapping in revision.mappings(from: message.key.system, type: message.key.type) {
            if message.operation == .delete {
                shares.append(.init(target: mapping.target, slots: mapping.slots, objects: []))
                continue
            }
            let input = MappingInput(
                key: message.key, operation: message.operation, presentation: message.presentation,
                data: Array(message.data.utf8))
            do {
                let result = try await revisions.scripts.map(mapping, of: revision, message: input, now: clock.now())
                switch result.outcome {
                case .objects(let objects):
                    shares.append(.init(target: mapping.target, slots: mapping.slots, objects: objects))
                case .skip(let why): verdicts.append(.init(outcome: .skipped, reason: why, detail: nil))
                case .unmatched(let field, let value):
                    let reason = "нет соответствия для «\(value)» (\(field)): дополните таблицу"
                    verdicts.append(.init(outcome: .unmatched, reason: reason, detail: nil))
                case .reject(let why, let place):
                    let reason = place.map { "\(why) (\($0))" } ?? why
                    verdicts.append(.init(outcome: .rejected, reason: reason, detail: nil))
                }
            } catch {
                verdicts.append(.init(outcome: .failed, reason: "\(error)", detail: error.json))
            }
        }
        return Sorted(revision: revision.id, shares: shares, verdicts: verdicts)
    }
}

extension ScriptFault {
    /// Place and trace, for whoever mends the script.
    fileprivate var json: JSON {
        .object([
            .init("file", .string(file)), .init("line", JSON(line)), .init("message", .string(message)),
            .init("traceback", JSON(traceback)),
        ])
    }
}
