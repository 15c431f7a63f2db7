import Messages
import Storage
import Testing

@Suite("The outbox")
struct OutboxTests {
    @Test("gives out the head of each object only, slots in their order", arguments: StoreKind.allCases)
    func headsOnly(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        _ = try await fixture.opened(fixture.arrival(version: "1"), slots: ["партнер", "контрагент"])
        let other = fixture.arrival("22222222-2222-2222-2222-222222222222", version: "1")
        _ = try await fixture.opened(other)

        let first = try await fixture.claims()
        #expect(first.map(\.dispatch.slot).sorted() == ["номенклатура", "партнер"])
        #expect(try await fixture.claims().isEmpty)

        let head = try #require(first.first { $0.dispatch.slot == "партнер" })
        let now = fixture.noon
        try await fixture.store.transaction {
            try $0.leaveOutbox(head.dispatch.id, state: .confirmed, reference: "r", reason: nil, at: now)
        }
        #expect(try await fixture.claims().map(\.dispatch.slot) == ["контрагент"])
    }

    @Test("a held dead letter holds its own object and nobody else", arguments: StoreKind.allCases)
    func heldHead(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        _ = try await fixture.opened(fixture.arrival(version: "1"), slots: ["партнер", "контрагент"])
        let claim = try #require(try await fixture.claims().first)
        let now = fixture.noon
        try await fixture.store.transaction {
            try $0.hold(claim.dispatch.id, state: .refused, reason: "нет ИНН", at: now)
        }
        _ = try await fixture.opened(fixture.arrival("22222222-2222-2222-2222-222222222222", version: "1"))

        let claims = try await fixture.claims(at: now + .hours(5))
        #expect(claims.map(\.dispatch.slot) == ["номенклатура"])
    }

    @Test(
        "a lease that ran out gives the dispatch to another, and the first one's outcome no longer counts",
        arguments: StoreKind.allCases)
    func lapsedLease(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        _ = try await fixture.opened(fixture.arrival(version: "1"))
        let first = try #require(try await fixture.claims().first)
        let second = try #require(try await fixture.claims(at: fixture.noon + .minutes(2)).first)
        let (firstOwns, secondOwns) = try await fixture.store.transaction {
            (try $0.owns(first), try $0.owns(second))
        }
        #expect(second.dispatch.id == first.dispatch.id)
        #expect(!firstOwns)
        #expect(secondOwns)
    }

    @Test("claims never exceed their limit, and a lane never hands out another's work", arguments: StoreKind.allCases)
    func limitAndLane(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        for number in 0..<20 {
            let id = "\(10_000_000 + number)-1111-1111-1111-111111111111"
            _ = try await fixture.opened(fixture.arrival(id, version: "1"))
        }
        #expect(try await fixture.claims(limit: 7, lane: .money).isEmpty)
        #expect(try await fixture.claims(limit: 7).count == 7)
        #expect(try await fixture.claims(limit: 100).count == 13)
    }

    @Test(
        "what waits for another object is woken once the last of its waits ends, and is mapped again",
        arguments: StoreKind.allCases)
    func wakes(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let kettle = Reference(
            targetType: "Справочник.Номенклатура", source: StoreFixture.key("aaaaaaaa-0000-0000-0000-000000000001"))
        let store = Reference(
            targetType: "Справочник.Склады",
            source: StoreFixture.key("aaaaaaaa-0000-0000-0000-000000000002", type: "Справочник.Склады"))
        let arrival = fixture.arrival(version: "1")
        _ = try await fixture.opened(arrival, waits: [kettle, store])

        let first = try await fixture.store.transaction {
            try $0.endWaits(for: kettle, target: "ut11").map(\.messageID)
        }
        let again = try await fixture.store.transaction {
            try $0.endWaits(for: kettle, target: "ut11").map(\.messageID)
        }
        let last = try await fixture.store.transaction { try $0.endWaits(for: store, target: "ut11").map(\.messageID) }

        #expect(first.isEmpty)
        #expect(again.isEmpty)
        #expect(last == [arrival.id])
    }

    @Test("an overdue wait is told of once", arguments: StoreKind.allCases)
    func escalates(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let kettle = Reference(
            targetType: "Справочник.Номенклатура", source: StoreFixture.key("aaaaaaaa-0000-0000-0000-000000000001"),
            name: "Чайник")
        _ = try await fixture.opened(fixture.arrival(version: "1"), waits: [kettle])
        let noon = fixture.noon
        let early = try await fixture.store.transaction { try $0.takeOverdueWaits(at: noon + .hours(1), limit: 9) }
        let due = try await fixture.store.transaction { try $0.takeOverdueWaits(at: noon + .hours(3), limit: 9) }
        let later = try await fixture.store.transaction { try $0.takeOverdueWaits(at: noon + .hours(4), limit: 9) }
        #expect(early.isEmpty)
        #expect(due.map(\.name) == ["Чайник"])
        #expect(later.isEmpty)
    }

    @Test("time in which a target was away is counted once and only where it overlaps", arguments: StoreKind.allCases)
    func outages(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let noon = fixture.noon
        let away = try await fixture.store.transaction { session in
            try session.beginOutage(Outage(target: "ut11", beganAt: noon + .minutes(10), reason: "нет связи"))
            try session.beginOutage(Outage(target: "ut11", beganAt: noon + .minutes(11), reason: "повтор"))
            try session.endOutage(target: "ut11", at: noon + .minutes(30))
            try session.beginOutage(Outage(target: "ut11", beganAt: noon + .minutes(50), reason: "снова"))
            return [
                try session.unreachable(target: "ut11", from: noon, to: noon + .minutes(60)),
                try session.unreachable(target: "ut11", from: noon + .minutes(20), to: noon + .minutes(40)),
                try session.unreachable(target: "b24", from: noon, to: noon + .minutes(60)),
            ]
        }
        #expect(away == [.minutes(30), .minutes(10), .zero])
    }

    @Test(
        "an object that is held back is not claimed before its time, and a dead letter of it stays held",
        arguments: StoreKind.allCases)
    func heldBack(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let message = try await fixture.opened(fixture.arrival(version: "1"))
        let noon = fixture.noon
        try await fixture.store.transaction {
            try $0.holdBack(message.key, target: "ut11", until: noon + .minutes(5), byOutage: true)
        }
        #expect(try await fixture.claims(at: noon + .minutes(4)).isEmpty)
        let woken = try await fixture.store.transaction {
            try $0.wakeHeldByOutage(target: "ut11", at: noon + .minutes(4))
        }
        #expect(woken == 1)

        let claim = try #require(try await fixture.claims(at: noon + .minutes(4)).first)
        try await fixture.store.transaction { session in
            try session.hold(claim.dispatch.id, state: .refused, reason: "нет ИНН", at: noon)
            try session.holdBack(message.key, target: "ut11", until: noon + .minutes(9), byOutage: false)
        }
        #expect(try await fixture.claims(at: noon + .hours(9)).isEmpty)
    }
}
