package import Logging
package import Messages
import Scripts
package import Storage

/// Takes messages out of the inbox, has them mapped under the live revision, and sets what comes of it on its way.
///
/// Messages are mapped side by side; what has been mapped while the last commit ran is settled in one transaction.
package actor Sorter {
    /// How many messages are claimed at a time.
    static let batch = 64
    /// How many claimed messages may be under way: enough to map while others are being settled.
    static let window = 128
    /// How long a claimed message belongs to this sorter: a window of scripts at their limits still ends within it, and
    /// after a crash nothing waits longer than this.
    static let lease = Span.seconds(10)
    /// How often the inbox is looked at when nobody rings.
    static let poll = Span.seconds(1)

    private let store: Store
    private let revisions: RevisionKeeper
    private let clock: WallClock
    private let logger: Logger
    private let bell: Bell
    private let senders: [Bell]
    private let settler: Gatherer<Settlement, Void>
    private var cursor = InboxCursor()
    private var underWay = 0
    private var isStopping = false

    /// - Parameters:
    ///   - bell: rung when a message came in or was woken.
    ///   - senders: rung when something was set on its way.
    package init(
        store: Store, revisions: RevisionKeeper, clock: WallClock, logger: Logger, bell: Bell, senders: [Bell]
    ) {
        self.store = store
        self.revisions = revisions
        self.clock = clock
        self.logger = logger
        self.bell = bell
        self.senders = senders
        settler = store.gatherer { settlements, session in
            try Settlement.settle(settlements, in: session)
            return settlements.map { _ in }
        }
    }

    /// Sorts until it is stopped; what is under way then is seen to its end.
    package func run() async {
        await withDiscardingTaskGroup { group in
            while !isStopping, !Task.isCancelled {
                let claims = await claim()
                underWay += claims.count
                for claim in claims { group.addTask { await self.sort(claim) } }
                // A full claim suggests that there is more.
                if claims.count < Self.batch { await bell.wait(atMost: Self.poll, on: clock) }
            }
        }
    }

    /// Ends `run` after the messages that are being mapped.
    package func stop() {
        isStopping = true
        bell.ring()
    }

    /// Claims what is due, as far as there is room for it.
    private func claim() async -> [InboxClaim] {
        guard Self.window - underWay >= Self.batch else { return [] }
        do {
            let clock = clock
            let floor = cursor.floor(at: clock.now())
            let claims = try await store.transaction { session in
                try session.claimInbox(
                    limit: Self.batch, at: session.leaseTime(clock), lease: Self.lease, from: floor)
            }
            cursor.claimed(claims)
            return claims
        } catch {
            logger.error("cannot claim messages", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func sort(_ claim: InboxClaim) async {
        let sorted = await map(claim.message)
        let live = revisions.live
        // What the contract says now counts: a message that is mapped again may have come in by another lane.
        let described = live.contracts[claim.message.key.system]?.types[claim.message.key.type]
        let settlement = Settlement(
            claim: claim, sorted: sorted, lane: described?.lane ?? claim.lane, at: clock.now(), retry: live.retry,
            hasNeeds: live.hasNeeds,
            isReader: live.mappings(from: claim.message.key.system, type: claim.message.key.type)
                .contains { !$0.needs.isEmpty }, back: ReturnPath(live))
        do {
            try await settler.perform(settlement)
            for sender in senders { sender.ring() }
            store.announce(.outbox)
        } catch {
            // The claim runs out by itself, and the message is sorted again.
            logger.error(
                "cannot write down what a mapping answered",
                metadata: ["message": "\(claim.message.id)", "error": "\(error)"])
        }
        underWay -= 1
        if Self.window - underWay >= Self.batch { bell.ring() }
    }

    /// Runs the mappings of a message, one for each target, under the revision that is live now.
    private nonisolated func map(_ message: Message) async -> Sorted {
        let revision = revisions.live
        var answers = Sorted.Answers()
        if let rule = revision.masters.refusal(of: message.key) {
            answers.refuse(message.key, by: rule)
            return answers.sorted(under: revision.id)
        }
        for mapping in revision.mappings(from: message.key.system, type: message.key.type) {
            if message.operation == .delete {
                answers.take(.objects([]), of: mapping)
                continue
            }
            do {
                let needed = try await needed(by: mapping, of: revision, message)
                answers.note(read: needed)
                let input = MappingInput(
                    key: message.key, operation: message.operation, presentation: message.presentation,
                    data: Array(message.data.utf8), needed: needed)
                let result = try await revisions.scripts.map(mapping, of: revision, message: input, now: clock.now())
                answers.take(result.outcome, of: mapping, unread: revision.unread(result, of: mapping))
            } catch let fault as ScriptFault {
                answers.take(fault)
            } catch {
                answers.fail("не прочесть объекты, которые нужны маппингу: \(error)")
            }
        }
        return answers.sorted(under: revision.id)
    }

    /// The latest stored versions of the objects that a mapping reads through references.
    private nonisolated func needed(
        by mapping: Mapping, of revision: Revision, _ message: Message
    ) async throws -> [NeededObject] {
        guard !mapping.needs.isEmpty else { return [] }
        var search = NeedSearch(mapping, data: message.data.utf8, contracts: revision.contracts)
        return try await search.walk { [store] keys in
            try await store.transaction { try $0.latestVersions(of: keys) }
        }
    }
}
