import Connectors
import Logging
import Messages
import Scripts
import Storage

/// Reads what the objects of one target are called, page by page, so that their lookalikes can be found; what it has
/// read is read again when it is too old. Of several nodes one reads a type at a time, and another goes on where it
/// ended.
struct NameGatherer: Sendable {
    /// How often it looks whether something is to be read.
    static let poll = Span.seconds(1)
    private static let forgottenAtOnce = 5000

    let target: String
    let store: Store
    let revisions: RevisionKeeper
    let peer: PeerClient
    let clock: WallClock
    let logger: Logger
    /// The sender's: rung when names are known that it waited for.
    let sender: Bell

    /// Reads until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await gather()
            do { try await clock.sleep(Self.poll) } catch { return }
        }
    }

    /// Reads all that is due now.
    func gather() async {
        let revision = revisions.live
        let groups = revision.lookalikeGroups[target] ?? [:]
        await wakeOverlooked(groups)
        for (name, groups) in groups.sorted(by: { $0.key < $1.key }) {
            guard !Task.isCancelled, let type = revision.contracts[target]?.types[name] else { continue }
            do {
                guard let gathering = try await take(name, groups, revision) else { continue }
                try await read(gathering, of: type, by: groups, revision)
            } catch {
                logger.error(
                    "cannot read names", metadata: ["target": "\(target)", "type": "\(name)", "error": "\(error)"])
            }
        }
    }

    /// Who began to wait while the reading ended, or waits for what is not read any more, has nobody else to wake it.
    private func wakeOverlooked(_ groups: [String: [[String]]]) async {
        let (target, clock) = (target, clock)
        do {
            let known = try await store.read { session in
                try session.typesWaitedFor(in: target).filter { type in
                    guard let groups = groups[type] else { return true }
                    return try session.nameIndex(type, in: target)?.covers(groups) ?? false
                }
            }
            guard !known.isEmpty else { return }
            try await store.transaction { session in
                for type in known { _ = try session.wakeForNames(of: type, in: target, at: session.leaseTime(clock)) }
            }
            sender.ring()
        } catch {
            logger.error("cannot wake who waits for names", metadata: ["target": "\(target)", "error": "\(error)"])
        }
    }

    private func take(_ type: String, _ groups: [[String]], _ revision: Revision) async throws -> NameGathering? {
        let (clock, target) = (clock, target)
        // Most rounds find nothing to do: they do not take the writer's turn.
        let isDue = try await store.read { session in
            guard let index = try session.nameIndex(type, in: target), index.read == nil, index.groups == groups,
                index.generation > 0
            else { return true }
            return index.beganAt + revision.lookalikes.age <= (try session.leaseTime(clock))
        }
        guard isDue else { return nil }
        return try await store.transaction { session in
            try session.takeNames(
                of: type, in: target, by: groups, olderThan: revision.lookalikes.age, at: session.leaseTime(clock),
                lease: revision.retry.lease)
        }
    }

    private func read(
        _ taken: NameGathering, of type: Contract.ObjectType, by groups: [[String]], _ revision: Revision
    ) async throws {
        guard let plugin = revision.connector(for: target) else { return }
        let connector = Connector(
            plugin: plugin, revision: revision, scripts: revisions.scripts, peer: peer, clock: clock, logger: logger)
        let distinct = revision.distinctFields(of: type.name, in: target)
        let fields = Set(groups.joined()).union(distinct).sorted()
        var gathering = taken
        while !Task.isCancelled {
            let listing = await connector.list(
                type, fields: fields, after: gathering.read, last: gathering.last, page: revision.lookalikes.page)
            let names: [TargetName]
            let (read, last, isLast): (Int, String?, Bool)
            switch listing {
            case .failed(let reason):
                return try await giveUp(gathering, Task.isCancelled ? nil : reason, revision.retry)
            case .moved: (names, read, last, isLast) = ([], 0, nil, false)
            case .page(let items, let count, let reference, let isEnd):
                names = items.flatMap { item in
                    NameLook.names(of: item.reference, called: item.name, item.fields, by: groups, apart: distinct)
                }
                (read, last, isLast) = (count, reference, isEnd)
            }
            guard let next = try await write(names, gathering, read, last, revision.retry) else { return }
            gathering = next
            if isLast { return try await complete(gathering) }
        }
        try await giveUp(gathering, nil, revision.retry)
    }

    private func write(
        _ names: [TargetName], _ gathering: NameGathering, _ read: Int, _ last: String?, _ retry: RetryPlan
    ) async throws -> NameGathering? {
        let clock = clock
        return try await store.transaction { session in
            try session.store(
                names, of: gathering, read: read, last: last, at: session.leaseTime(clock), lease: retry.lease)
        }
    }

    private func giveUp(_ gathering: NameGathering, _ reason: String?, _ retry: RetryPlan) async throws {
        if let reason {
            logger.warning(
                "names are not read",
                metadata: ["target": "\(target)", "type": "\(gathering.type)", "why": "\(reason)"])
        }
        let clock = clock
        let isNewTrouble = try await store.transaction { session in
            let now = try session.leaseTime(clock)
            let before = try session.nameIndex(gathering.type, in: gathering.target)?.reason
            try session.release(gathering, reason: reason, due: reason == nil ? now : now + retry.probeEvery)
            return reason != nil && before == nil
        }
        // Who waits shall find out whether the target is away; what it waits for is not to come soon.
        guard isNewTrouble else { return }
        _ = try await store.transaction { session in
            try session.wakeForNames(of: gathering.type, in: gathering.target, at: session.leaseTime(clock))
        }
        sender.ring()
    }

    /// Whoever waits is woken in a transaction of its own: it must not hold the index that deliveries look at.
    private func complete(_ gathering: NameGathering) async throws {
        guard try await store.transaction({ try $0.complete(gathering) }) else { return }
        let clock = clock
        let woken = try await store.transaction { session in
            try session.wakeForNames(of: gathering.type, in: gathering.target, at: session.leaseTime(clock))
        }
        logger.info(
            "names are read",
            metadata: [
                "target": "\(target)", "type": "\(gathering.type)", "objects": "\(gathering.read)", "woken": "\(woken)",
            ])
        sender.ring()
        let limit = Self.forgottenAtOnce
        while try await store.transaction({
            try $0.forgetNames(of: gathering.type, in: gathering.target, limit: limit)
        }) == limit {}
    }
}
