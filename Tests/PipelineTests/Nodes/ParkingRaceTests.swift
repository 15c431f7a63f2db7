import Connectors
import Dispatch
import Messages
import Scripts
import Testing

@testable import Pipeline
@testable import Storage

@Suite("One node settles what waits for an object while another confirms that object")
struct ParkingRaceTests {
    /// Which of the two has done its work, and not committed it, when the other begins.
    enum Order: CaseIterable, Sendable {
        case settlingFirst, confirmingFirst, together
    }

    /// What is to be done in one round.
    private struct Round: Sendable {
        let waiting: Message
        let settlement: Settlement
        let confirmation: OutcomeStep
    }

    private let now = Instant(milliseconds: 1_795_780_800_000)
    private let type = "Справочник.Номенклатура"

    @Test("what waits goes on every time", arguments: StoreKind.allCases, Order.allCases)
    func goesOn(_ kind: StoreKind, _ order: Order) async throws {
        let nodes = try await kind.nodes()
        for number in 0..<(order == .together ? 30 : 8) {
            let round = try await round(number, nodes[0])
            try await play(round, order, nodes)
            let (states, isInInbox) = try await nodes[1].read { session in
                (
                    try session.dispatches(of: round.waiting.id).map(\.state),
                    try session.isInInbox(round.waiting.id)
                )
            }
            let (parked, ready) = (states == [.parked] && isInInbox, states == [.queued] && !isInInbox)
            switch order {
            case .settlingFirst: #expect(parked, "round \(number): \(states), in the inbox: \(isInInbox)")
            case .confirmingFirst: #expect(ready, "round \(number): \(states), in the inbox: \(isInInbox)")
            case .together: #expect(parked || ready, "round \(number): \(states), in the inbox: \(isInInbox)")
            }
            // Whatever is in the inbox now is none of the next round's business.
            try await nodes[0].transaction { session in
                let left = try session.claimInbox(limit: 9, at: now + .hours(1), lease: .seconds(1))
                _ = try session.finishInbox(left)
            }
        }
    }

    /// Does both at once, one on each node.
    private func play(_ round: Round, _ order: Order, _ nodes: [Store]) async throws {
        let (starts, started) = AsyncStream.makeStream(of: Void.self)
        let overtaken = DispatchSemaphore(value: 0)
        /// Gives the other one time to overtake, which it must not.
        @Sendable func linger(_ first: Order) {
            guard order == first else { return }
            started.yield()
            _ = overtaken.wait(timeout: .now() + 0.05)
        }
        @Sendable func follow(_ first: Order) async {
            if order == first { for await _ in starts { break } }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await follow(.confirmingFirst)
                try await nodes[0].transaction { session in
                    try Settlement.settle([round.settlement], in: session)
                    linger(.settlingFirst)
                }
                overtaken.signal()
            }
            group.addTask {
                await follow(.settlingFirst)
                try await nodes[1].transaction { session in
                    let counted = try OutcomeStep.record([round.confirmation], in: session)
                    #expect(counted == [true])
                    linger(.confirmingFirst)
                }
                overtaken.signal()
            }
            try await group.waitForAll()
        }
    }

    /// An item on its way to УТ 11, and a sale that needs it, claimed for mapping.
    private func round(_ number: Int, _ store: Store) async throws -> Round {
        let item = ObjectKey(system: "ut103", type: type, id: "номенклатура \(number)")
        let sale = ObjectKey(system: "ut103", type: "Документ.Реализация", id: "реализация \(number)")
        let claims = try await store.transaction { session in
            _ = try session.accept([arrival(item), arrival(sale)])
            return try session.claimInbox(limit: 2, at: now, lease: .minutes(1))
        }
        let (itemClaim, saleClaim) = (
            try #require(claims.first { $0.message.key == item }), try #require(claims.first { $0.message.key == sale })
        )
        let outbox = try await store.transaction { session in
            try Settlement.settle([settlement(itemClaim, referring: [])], in: session)
            return try session.claimOutbox(target: "ut11", lane: .catalogs, limit: 9, at: now, lease: .minutes(1))
        }
        let claim = try #require(outbox.first { $0.dispatch.source == item })
        let report = ConnectorReport(
            outcome: .confirmed(reference: "там \(number)", posted: false, note: nil), steps: [])
        return Round(
            waiting: saleClaim.message,
            settlement: settlement(saleClaim, referring: [Reference(targetType: type, source: item)]),
            confirmation: OutcomeStep(
                claim: claim, report: report, at: now, schedule: RetrySchedule(plan: .ofThePlan), chance: 0.5))
    }

    private func arrival(_ key: ObjectKey) -> Arrival {
        Arrival(
            id: Identifier.make(at: now), key: key, version: "1", changedAt: now, operation: .upsert,
            presentation: nil, data: "{}", lane: .catalogs, caller: "1c", correlationID: "c", receivedAt: now)
    }

    private func settlement(_ claim: InboxClaim, referring references: [Reference]) -> Settlement {
        let object = MappedObject(
            slot: "объект", targetType: claim.message.key.type, content: "{}", references: references, owns: [])
        let share = Sorted.Share(
            target: "ut11", slots: [Slot(name: "объект", type: claim.message.key.type)], objects: [object])
        return Settlement(
            claim: claim,
            sorted: Sorted(revision: RevisionID("r1"), shares: [share], read: [:], unread: [], verdicts: []),
            lane: .catalogs,
            at: now, retry: .ofThePlan, hasNeeds: false, isReader: false)
    }
}
