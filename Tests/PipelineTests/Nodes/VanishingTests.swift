import Messages
import Scripts
import Testing

@testable import Pipeline
@testable import Storage

@Suite("A revision that makes written objects vanish")
struct VanishingTests {
    private let now = Instant(milliseconds: 1_795_780_800_000)

    @Test(
        "is stopped at the sixth within an hour, goes on when an operator approves, and deletions are no part of it",
        arguments: StoreKind.allCases)
    func stopped(_ kind: StoreKind) async throws {
        // Given: nine written objects.
        let store = try await kind.nodes()[0]
        for number in 0..<9 { try await write(number, in: store) }
        // When: the mapping of another revision answers without them, for two by the way the source deletes them.
        for number in 0..<2 { try await settle(number, version: 2, operation: .delete, objects: [], in: store) }
        for number in 2..<9 { try await settle(number, version: 2, objects: [], in: store) }
        // Then
        let removed = try await removals(in: store)
        #expect(removed == [0, 1, 2, 3, 4, 5, 6], "\(removed)")
        let hold = try #require(try await store.read { try $0.holds() }.first)
        #expect(hold.approvedBy == nil && hold.objects == 6)
        let told = try await store.read { try $0.journal(kind: .paused, limit: 9) }
        #expect(told.count == 1 && told[0].summary.contains("исчезает уже 6 записанных объектов"))
        let why = try await store.read { try Explanation.explain(key(8), in: $0, at: now) }
        #expect(why?.sentence.contains("маппинг остановлен") == true, "\(String(describing: why))")
        // When
        let approval = HoldApproval(holdID: hold.id, actor: "Петров", reason: "так и надо")
        _ = try await store.transaction { try approval.run(in: $0, at: now) }
        await #expect(throws: Problem.self) { try await store.transaction { try approval.run(in: $0, at: now) } }
        for _ in 0..<2 { try await settle(nil, version: 2, objects: [], in: store) }
        // Then
        #expect(try await removals(in: store) == Array(0..<9))
    }

    @Test("what nobody reads is counted by attribute", arguments: StoreKind.allCases)
    func unread(_ kind: StoreKind) async throws {
        let store = try await kind.nodes()[0]
        // When
        for number in 0..<3 {
            try await settle(
                number, version: 1, objects: [], unread: number == 2 ? ["Карта", "Товары.Серия"] : ["Карта"], in: store)
        }
        // Then
        let fields = try await store.read { try $0.unread(limit: 9) }
        #expect(fields.map(\.path) == ["Карта", "Товары.Серия"] && fields.map(\.messages) == [3, 1], "\(fields)")
        try await store.transaction { try $0.forgetUnread() }
        #expect(try await store.read { try $0.unread(limit: 9) }.isEmpty)
    }

    private func key(_ number: Int) -> ObjectKey {
        ObjectKey(system: "ut103", type: "Справочник.Склады", id: "склад \(number)")
    }

    private func removals(in store: Store) async throws -> [Int] {
        try await store.read { session in
            try (0..<9).filter { number in
                try session.standing(of: key(number), target: "ut11").contains { $0.dispatch.action == .remove }
            }
        }
    }

    /// An object that the target has.
    private func write(_ number: Int, in store: Store) async throws {
        let object = MappedObject(slot: "объект", targetType: "Справочник.Склады", content: "{}", references: [])
        let message = try await settle(number, version: 1, objects: [object], in: store)
        try await store.transaction { session in
            let dispatch = try #require(try session.dispatches(of: message).first)
            try session.leaveOutbox(dispatch.id, state: .confirmed, reference: "там", reason: nil, at: now)
            try session.remember(
                CrossReference(
                    source: key(number), target: "ut11", slot: "объект", targetType: "Справочник.Склады",
                    reference: "там \(number)", messageID: message, ordinal: 1,
                    fieldsHash: SlotPlan.hash(object), isRemoved: false), posted: nil, at: now)
        }
    }

    /// Takes a version in and settles it; nil settles what is in the inbox.
    @discardableResult
    private func settle(
        _ number: Int?, version: Int, operation: Messages.Operation = .upsert, objects: [MappedObject],
        unread: Set<String> = [], in store: Store
    ) async throws -> String {
        try await store.transaction { session in
            if let number {
                _ = try session.accept([
                    Arrival(
                        id: Identifier.make(at: now), key: key(number), version: String(version),
                        changedAt: now + .seconds(Int64(version)), operation: operation, presentation: nil,
                        data: "{\"версия\":\(version)}", lane: .catalogs, caller: "1c", correlationID: "c",
                        receivedAt: now)
                ])
            }
            let claims = try session.claimInbox(limit: 99, at: now + .hours(1), lease: .seconds(1))
            let claim = try #require(claims.first { number == nil || $0.message.key == key(number ?? 0) })
            let share = Sorted.Share(
                target: "ut11", slots: [Slot(name: "объект", type: "Справочник.Склады")], objects: objects)
            let sorted = Sorted(
                revision: RevisionID("r\(version)"), shares: [share], read: [:], unread: unread, verdicts: [])
            try Settlement.settle(
                [
                    Settlement(
                        claim: claim, sorted: sorted, lane: .catalogs, at: now, retry: .ofThePlan, hasNeeds: false,
                        isReader: false)
                ], in: session)
            for other in claims where other.message.id != claim.message.id {
                try session.returnToInbox(other, due: now)
            }
            return claim.message.id
        }
    }
}
