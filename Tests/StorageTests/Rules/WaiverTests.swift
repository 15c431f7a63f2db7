import Messages
import Storage
import Testing

@Suite("Keeping waivers")
struct WaiverTests {
    private static func waiver(_ fixture: StoreFixture, from: Int64, until: Int64, after: Int64 = 0) -> KeptWaiver {
        KeptWaiver(
            id: Identifier.make(at: fixture.noon), rule: "geo", couriers: ["К-01", "К \"2\""], warehouses: ["С-1"],
            from: fixture.noon + .hours(from), until: fixture.noon + .hours(until), reason: "Иванов просит",
            actor: "логист", createdAt: fixture.noon + .seconds(after))
    }

    @Test("waivers come back as they were kept, the newest first, those in force or all", arguments: StoreKind.allCases)
    func listed(_ kind: StoreKind) async throws {
        // Given
        let fixture = try await StoreFixture(kind)
        let (over, now) = (
            Self.waiver(fixture, from: -2, until: -1), Self.waiver(fixture, from: -1, until: 1, after: 1)
        )
        let later = Self.waiver(fixture, from: 1, until: 2, after: 2)
        try await fixture.store.transaction { (session) in for waiver in [over, now, later] { try session.add(waiver) }
        }
        let noon = fixture.noon
        // Then
        try await fixture.store.read { (session) throws in
            #expect(try session.waivers(limit: 9) == [later, now, over])
            #expect(try session.waivers(offset: 1, limit: 1) == [now])
            #expect(try session.waiverCount() == 3)
            #expect(try session.waivers(inForceAt: noon, limit: 9) == [now])
            #expect(try session.waiverCount(inForceAt: noon) == 1)
            #expect(try session.waiver(over.id) == over && session.waiver("нет") == nil)
            // The beginning is of the period, the end is not.
            #expect(try session.waivers(at: now.from) == [now] && session.waivers(at: over.from) == [over])
            #expect(try session.waivers(at: now.until) == [later])
            #expect(try session.waivers(from: over.from, through: later.from) == [over, now, later])
        }
    }

    @Test("only one that has not ended is changed or revoked, and only once", arguments: StoreKind.allCases)
    func ends(_ kind: StoreKind) async throws {
        // Given
        let fixture = try await StoreFixture(kind)
        let (noon, end) = (fixture.noon, fixture.noon + .hours(3))
        let (over, now) = (Self.waiver(fixture, from: -2, until: 0), Self.waiver(fixture, from: -1, until: 1))
        try await fixture.store.transaction { (session) in for waiver in [over, now] { try session.add(waiver) } }
        // When
        try await fixture.store.transaction { (session) throws in
            #expect(try !session.change(waiver: over.id, until: end, reason: nil, at: noon))
            #expect(try !session.revoke(waiver: over.id, by: "он", at: noon))
            #expect(try session.change(waiver: now.id, until: end, reason: nil, at: noon))
            #expect(try session.change(waiver: now.id, until: nil, reason: "Петров", at: noon))
        }
        // Then
        let changed = try await fixture.store.read { try $0.waiver(now.id) }
        #expect(changed?.until == end && changed?.reason == "Петров")
        // When
        let moment = noon + .minutes(5)
        try await fixture.store.transaction { (session) throws in
            #expect(try session.revoke(waiver: now.id, by: "он", at: moment))
            #expect(try !session.revoke(waiver: now.id, by: "она", at: moment + .minutes(1)))
            #expect(try !session.change(waiver: now.id, until: end, reason: nil, at: moment))
        }
        // Then
        try await fixture.store.read { (session) throws in
            let revoked = try session.waiver(now.id)
            #expect(revoked?.revokedAt == moment && revoked?.revokedBy == "он")
            #expect(try session.waivers(at: moment - .milliseconds(1)).map(\.id) == [now.id])
            #expect(try session.waivers(at: moment).isEmpty)
        }
        // When
        let forgotten = try await fixture.store.transaction { try $0.forgetWaivers(endedBefore: moment, limit: 9) }
        // Then: the revoked one ended at that moment and not before.
        #expect(forgotten == 1)
        #expect(try await fixture.store.read { try $0.waivers(limit: 9).map(\.id) } == [now.id])
    }
}
