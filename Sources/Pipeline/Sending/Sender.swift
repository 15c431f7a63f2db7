package import Connectors
package import Logging
package import Messages
import Scripts
package import Storage

/// Brings dispatches to one target: claims heads lane by lane, hands each to the connector, writes down what came of
/// it.
package actor Sender {
    /// How often the outbox is looked at when nobody rings.
    static let poll = Span.seconds(1)

    package nonisolated let target: String

    private let store: Store
    private let revisions: RevisionKeeper
    private let peer: PeerClient
    private let clock: WallClock
    private let logger: Logger
    private let bell: Bell
    private let recorder: OutcomeRecorder
    /// How many deliveries of one lane may be in flight: a flood in one leaves the others their own places.
    private let laneLimit: Int
    private var breaker: Breaker
    private var inFlight: [Lane: Int] = [:]
    private var isProbing = false
    private var isStopping = false

    package init(
        target: String, store: Store, revisions: RevisionKeeper, peer: PeerClient, clock: WallClock, meters: Meters,
        logger: Logger, bell: Bell, sorter: Bell, chance: @escaping @Sendable () -> Double
    ) {
        self.target = target
        self.store = store
        self.revisions = revisions
        self.peer = peer
        self.clock = clock
        self.logger = logger
        self.bell = bell
        recorder = OutcomeRecorder(
            store: store, clock: clock, meters: meters, logger: logger, sorter: sorter, chance: chance)
        laneLimit = max(1, peer.destination.maxInFlight / 2)
        breaker = Breaker(plan: revisions.live.retry, full: peer.destination.maxInFlight)
    }

    /// Whether the target is taken to be away.
    package var isBreakerOpen: Bool { breaker.isOpen }

    /// Sends until it is stopped; what is in flight then is seen to its end.
    package func run() async {
        await recallOutage()
        await withDiscardingTaskGroup { group in
            while !isStopping, !Task.isCancelled {
                let started = await pump(&group)
                if started == 0 { await bell.wait(atMost: Self.poll, on: clock) }
            }
        }
    }

    /// Ends `run` once what is in flight has been answered.
    package func stop() {
        isStopping = true
        bell.ring()
    }

    /// Starts as many deliveries as may be; returns how many that was.
    private func pump(_ group: inout DiscardingTaskGroup) async -> Int {
        let now = clock.now()
        if breaker.wantsProbe(at: now), !isProbing {
            isProbing = true
            group.addTask { await self.probe() }
        }
        let free = breaker.allowance - inFlight.values.reduce(0, +)
        guard free > 0 else { return 0 }
        let assignments = await claim(LanePlan(free: free, laneLimit: laneLimit, inFlight: inFlight))
        for assignment in assignments {
            inFlight[assignment.claim.dispatch.lane, default: 0] += 1
            group.addTask { await self.deliver(assignment) }
        }
        return assignments.count
    }

    private func claim(_ plan: LanePlan) async -> [Assignment] {
        let clock = clock
        let lease = revisions.live.retry.lease
        let target = target
        do {
            return try await store.transaction { session in
                let claimedAt = clock.now()
                let now = try session.leaseTime(clock)
                let paused = Set(try session.pauses().filter { $0.target == target }.map(\.lane))
                let wishes = plan.wishes.filter { $0.value > 0 && !paused.contains($0.key) }
                var heads = try session.heads(target: target, wishes: wishes, at: now)
                // A posting that waits is never many at once, so it takes the first place of its lane.
                if let posting = try session.postingHead(target: target, lanes: wishes.keys, at: now) {
                    heads[posting.lane, default: []].insert(posting, at: 0)
                }
                let chosen = plan.fill { lane, limit in
                    let taken = heads[lane, default: []].prefix(limit)
                    heads[lane, default: []].removeFirst(taken.count)
                    return Array(taken)
                }
                let claims = try session.claim(chosen, at: now, lease: lease)
                return try Assignment.assignments(for: claims, at: claimedAt, in: session)
            }
        } catch {
            logger.error("cannot claim dispatches", metadata: ["target": "\(target)", "error": "\(error)"])
            return []
        }
    }

    private func deliver(_ assignment: Assignment) async {
        let report = await send(assignment)
        let live = revisions.live
        let verdict = await recorder.record(report, for: assignment.claim, under: live)
        inFlight[assignment.claim.dispatch.lane, default: 1] -= 1
        await learn(from: verdict)
        bell.ring()
    }

    private nonisolated func send(_ assignment: Assignment) async -> ConnectorReport {
        let revision = revisions.live
        let dispatch = assignment.claim.dispatch
        guard let plugin = revision.connector(for: target) else {
            return .refused("Для системы «\(target)» нет коннектора", "plugins/*/plugin.yaml: target: \(target)")
        }
        guard let type = revision.contracts[target]?.types[dispatch.targetType] else {
            return .refused(
                "Тип «\(dispatch.targetType)» не описан в контракте \(target)", "mappings/contracts/\(target)")
        }
        if let slot = assignment.unknownSlots.first {
            return .refused("Слот «\(slot)» ещё не известен приёмнику", "own(\"\(slot)\")")
        }
        let mapping = revision.mapping(of: dispatch)
        let match = assignment.isNewcomer ? [] : mapping?.match[dispatch.slot] ?? []
        let distinct = mapping?.distinct[dispatch.slot] ?? []
        let namesakes = Namesakes(
            store: store, revision: revision, dispatch: dispatch, distinct: distinct, logger: logger)
        if let awaited = await namesakes.awaited(by: match) {
            return ConnectorReport(outcome: .later(after: nil, reason: awaited, class: .unknown), steps: [])
        }
        let connector = Connector(
            plugin: plugin, revision: revision, scripts: revisions.scripts, peer: peer, clock: clock, logger: logger)
        return await connector.deliver(
            ConnectorJob(
                dispatchID: dispatch.id, key: dispatch.key,
                action: dispatch.action == .write ? .write : .remove, type: type,
                reference: dispatch.reference, wanted: dispatch.wanted, attempt: dispatch.attempts + 1,
                fields: assignment.fields, match: match, distinct: distinct, claimedAt: assignment.claimedAt),
            adopt: { await self.adopt($0, unlike: $1, for: dispatch) },
            liken: namesakes.alike)
    }

    /// Claims one of the objects that were in the target before us for a dispatch's source object.
    private nonisolated func adopt(
        _ references: [String], unlike: [String], for dispatch: Dispatch
    ) async -> Adopted? {
        do {
            let adoption = try await store.transaction { session in
                try session.adopt(
                    among: references, unlike: unlike, type: dispatch.targetType, target: dispatch.target,
                    for: dispatch.source)
            }
            return switch adoption {
            case .adopted(let reference): .ours(reference: reference)
            case .several(let references): .several(references)
            case .taken(let owner, let presentation): .taken(by: presentation ?? owner.description)
            case .unlike(let references): .unlike(references)
            case .none: Adopted.none
            }
        } catch {
            logger.error("cannot claim an object", metadata: ["dispatch": "\(dispatch.id)", "error": "\(error)"])
            return nil
        }
    }

    /// Tells the breaker what a delivery says of the target.
    private func learn(from verdict: OutcomeRecorder.Verdict) async {
        let now = clock.now()
        let change: Breaker.Change? =
            switch verdict {
            case .reached:
                {
                    breaker.reached(at: now)
                    return nil
                }()
            case .failed(let reason): breaker.failed(at: now, reason: reason)
            case .shutOut(let reason): breaker.shutOut(at: now, reason: reason)
            case .nothing: nil
            }
        if let change { await enact(change, at: now) }
    }

    private func probe() async {
        let revision = revisions.live
        var isUp = false
        if let plugin = revision.connector(for: target) {
            let connector = Connector(
                plugin: plugin, revision: revision, scripts: revisions.scripts, peer: peer, clock: clock,
                logger: logger)
            switch await connector.probe() {
            case .up: isUp = true
            case .down(let reason):
                logger.info("target is still away", metadata: ["target": "\(target)", "reason": "\(reason)"])
            }
        }
        isProbing = false
        let now = clock.now()
        if let change = breaker.probed(isUp: isUp, at: now) { await enact(change, at: now) }
        bell.ring()
    }

    private func enact(_ change: Breaker.Change, at now: Instant) async {
        let target = target
        do {
            switch change {
            case .opened(let reason):
                logger.error("target is away", metadata: ["target": "\(target)", "reason": "\(reason)"])
                try await store.transaction { session in
                    try session.beginOutage(Outage(target: target, beganAt: now, reason: reason))
                    try session.note(
                        JournalEntry(at: now, kind: .paused, target: target, summary: "\(target) недоступна: \(reason)")
                    )
                }
            case .closed:
                let woken = try await store.transaction { session in
                    try session.endOutage(target: target, at: now)
                    try session.readNamesAgain(in: target)
                    let woken = try session.wakeHeldByOutage(target: target, at: now)
                    try session.note(
                        JournalEntry(
                            at: now, kind: .resumed, target: target,
                            summary: "\(target) снова доступна, отправляем ждавшие: \(woken)"))
                    return woken
                }
                logger.notice("target is back", metadata: ["target": "\(target)", "woken": "\(woken)"])
            }
        } catch {
            logger.error("cannot write down an outage", metadata: ["target": "\(target)", "error": "\(error)"])
        }
    }

    /// A node that comes up in the middle of an outage does not begin by failing ten times.
    private func recallOutage() async {
        let target = target
        guard let outage = try? await store.read({ try $0.openOutage(target: target) }) else { return }
        logger.notice(
            "target was away before the start", metadata: ["target": "\(target)", "reason": "\(outage.reason)"])
        breaker = .open(plan: revisions.live.retry, full: peer.destination.maxInFlight, at: clock.now())
    }
}

extension Revision {
    /// The live mapping that says by what an object of the target is known for a dispatch's.
    fileprivate func mapping(of dispatch: Dispatch) -> Mapping? {
        mappings(from: dispatch.source.system, type: dispatch.source.type).first { $0.target == dispatch.target }
    }
}

extension ConnectorReport {
    fileprivate static func refused(_ reason: String, _ detail: String) -> ConnectorReport {
        ConnectorReport(outcome: .refused(reason: reason, detail: detail, field: nil), steps: [])
    }
}
