import Messages
import Scripts
import Testing

@testable import Pipeline
@testable import Storage

@Suite("A slot that is somebody else's object")
struct BranchSlotTests {
    private let now = Instant(milliseconds: 1_795_780_800_000)
    private let head = ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: "головной")
    private let branch = ObjectKey(system: "ut103", type: "Справочник.Контрагенты", id: "филиал")
    private let contract = ObjectKey(system: "ut103", type: "Справочник.ДоговорыКонтрагентов", id: "договор")

    @Test(
        "who waits for it goes on, also when both are settled in one transaction, whichever of them comes first",
        arguments: StoreKind.allCases, [true, false])
    func together(_ kind: StoreKind, isBranchFirst: Bool) async throws {
        let store = try await kind.nodes()[0]
        try await store.transaction { session in
            // Given: УТ 11 has the head's partner.
            try session.remember(
                CrossReference(
                    source: head, target: "ut11", slot: "партнер", targetType: "Справочник.Партнеры",
                    reference: "там", messageID: "m", ordinal: 1, fieldsHash: "h", isRemoved: false),
                posted: nil, at: now)
            _ = try session.accept([arrival(branch), arrival(contract)])
            let claims = try session.claimInbox(limit: 9, at: now, lease: .minutes(1))
            let first = isBranchFirst ? branch : contract
            let ordered = claims.filter { $0.message.key == first } + claims.filter { $0.message.key != first }
            // When
            try Settlement.settle(ordered.map(settlement), in: session)
        }
        // Then: it has been parked before anybody knew, and is mapped again.
        let inInbox = try await store.read { session in
            try session.isInInbox(try #require(try session.passport(of: contract)).latest.id)
        }
        #expect(inInbox)
    }

    private func settlement(_ claim: InboxClaim) -> Settlement {
        let isBranch = claim.message.key == branch
        let partner = Reference(targetType: "Справочник.Партнеры", source: isBranch ? head : branch)
        let slot =
            isBranch ? Slot(name: "партнер", type: "Справочник.Партнеры") : Slot(name: "объект", type: contract.type)
        let object = MappedObject(
            slot: slot.name, targetType: slot.type, content: isBranch ? "{\"$same\":{}}" : "{}", references: [partner])
        return Settlement(
            claim: claim,
            sorted: Sorted(
                revision: RevisionID("r1"),
                shares: [Sorted.Share(target: "ut11", slots: [slot], objects: [object])], read: [:], unread: [],
                verdicts: []),
            lane: .catalogs, at: now, retry: .ofThePlan, hasNeeds: false, isReader: false)
    }

    private func arrival(_ key: ObjectKey) -> Arrival {
        Arrival(
            id: Identifier.make(at: now), key: key, version: "1", changedAt: now, operation: .upsert,
            presentation: nil, data: "{}", lane: .catalogs, caller: "1c", correlationID: "c", receivedAt: now)
    }
}
