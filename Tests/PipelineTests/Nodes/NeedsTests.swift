import Messages
import Scripts
import Testing

@testable import Pipeline
@testable import Storage

@Suite("Messages whose mappings read other objects")
struct NeedsTests {
    private let now = Instant(milliseconds: 1_795_780_800_000)
    private let order = ObjectKey(system: "ut103", type: "Документ.Заказ", id: "заказ")
    private let sale = ObjectKey(system: "ut103", type: "Документ.Реализация", id: "реализация")

    @Test(
        "one that reads what has not come is parked, says on what, and goes on when it comes",
        arguments: StoreKind.allCases)
    func parked(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // Given
        let waiting = try await settle(arrival(sale), reading: [order: nil], wait: order, in: store)
        let (states, reason) = try await store.read { session in
            let dispatches = try session.dispatches(of: waiting)
            return (dispatches.map(\.state), dispatches.first?.reason ?? "")
        }
        #expect(states == [.parked])
        #expect(reason.contains("Маппинг читает объект, который ещё не приходил: Заказ"))
        #expect(try await store.read { try $0.waits(of: $0.dispatches(of: waiting)[0].id).map(\.source) } == [order])
        // When
        _ = try await settle(arrival(order), reading: [:], in: store)
        // Then
        #expect(try await store.read { try $0.isInInbox(waiting) })
    }

    @Test("what came in while the wait was written down is found by the clock", arguments: StoreKind.allCases)
    func overlooked(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // Given: the order was settled before the sale parked on it.
        let waiting = try await settle(arrival(sale), reading: [order: nil], wait: order, in: store)
        try await store.transaction { session in _ = try session.accept([arrival(order)]) }
        // When
        let found = try await store.read { try $0.overlookedToRead(limit: 9) }
        #expect(found["ut11"]?.map(\.source) == [order])
        try await store.transaction { session in
            for (target, references) in found { try session.wake(whoWaitsFor: references, target: target, at: now) }
        }
        // Then
        #expect(try await store.read { try $0.isInInbox(waiting) })
        #expect(try await store.read { try $0.overlookedToRead(limit: 9) }.isEmpty)
    }

    @Test("nothing is settled by a version that is no longer the latest", arguments: StoreKind.allCases)
    func overtaken(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // Given
        _ = try await settle(arrival(order), reading: [:], in: store)
        // When
        let message = try await settle(arrival(sale), reading: [order: 7], in: store)
        // Then
        #expect(try await store.read { try $0.isInInbox(message) })
        #expect(try await store.read { try $0.dispatches(of: message) }.isEmpty)
    }

    @Test(
        "a newer version of what was read has the undelivered mapped again, and never the delivered",
        arguments: StoreKind.allCases, [false, true])
    func newer(_ kind: StoreKind, isDelivered: Bool) async throws {
        let store = try await kind.nodes()[0]
        // Given
        _ = try await settle(arrival(order), reading: [:], in: store)
        let message = try await settle(arrival(sale), reading: [order: 1], in: store)
        if isDelivered {
            try await store.transaction { session in
                let dispatch = try #require(try session.dispatches(of: message).first)
                try session.leaveOutbox(dispatch.id, state: .confirmed, reference: "там", reason: nil, at: now)
            }
        }
        // When
        _ = try await settle(arrival(order, version: 2), reading: [:], in: store)
        // Then
        #expect(try await store.read { try $0.isInInbox(message) } == !isDelivered)
        let outdated = try await store.read { try $0.outdatedReaders(limit: 9) }
        #expect(outdated.map(\.reader) == [sale] && outdated.map(\.read) == [order])
        let kinds = try await store.read { try $0.journal(object: sale.id, limit: 50).map(\.kind) }
        #expect(kinds.contains(isDelivered ? .outdated : .woken), "\(kinds)")
        // When: it is mapped again with the newer one.
        try await store.transaction { session in
            let sale = try #require(try session.message(message))
            _ = try session.remap(sale, lane: .documents, at: now)
        }
        _ = try await settle(nil, reading: [order: 2], in: store)
        #expect(try await store.read { try $0.outdatedReaders(limit: 9) }.isEmpty)
    }

    private func arrival(_ key: ObjectKey, version: Int = 1) -> Arrival {
        Arrival(
            id: Identifier.make(at: now), key: key, version: String(version),
            changedAt: now + .seconds(Int64(version)), operation: .upsert, presentation: nil,
            data: "{\"версия\":\(version)}", lane: .documents, caller: "1c", correlationID: "c", receivedAt: now)
    }

    /// Takes a message in and settles it as if its mapping had read these versions; nil settles what is in the inbox.
    private func settle(
        _ arrival: Arrival?, reading read: [ObjectKey: Int?], wait: ObjectKey? = nil, in store: Store
    ) async throws -> String {
        try await store.transaction { session in
            if let arrival { _ = try session.accept([arrival]) }
            let claims = try session.claimInbox(limit: 9, at: now + .hours(1), lease: .minutes(1))
            let claim = try #require(claims.first { arrival == nil || $0.message.id == arrival?.id })
            let type = claim.message.key.type
            let object = MappedObject(slot: "объект", targetType: type, content: "{}", references: [])
            let share = Sorted.Share(
                target: "ut11", slots: [Slot(name: "объект", type: type)], objects: wait == nil ? [object] : [],
                wait: wait.map { Reference(stored: $0) })
            let settlement = Settlement(
                claim: claim,
                sorted: Sorted(revision: RevisionID("r1"), shares: [share], read: read, unread: [], verdicts: []),
                lane: .documents, at: now, retry: .ofThePlan, hasNeeds: true, isReader: !read.isEmpty)
            try Settlement.settle([settlement], in: session)
            return claim.message.id
        }
    }
}
