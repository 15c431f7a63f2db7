import Messages
import Storage
import Testing

@Suite("The stored history, page by page")
struct HistoryTests {
    @Test(
        "the latest version of each object comes once, in order, within types and times", arguments: StoreKind.allCases)
    func pages(_ kind: StoreKind) async throws {
        // Given
        let fixture = try await StoreFixture(kind)
        let ids = (1...5).map { "\($0)1111111-1111-1111-1111-111111111111" }
        for (index, id) in ids.enumerated() {
            _ = try await fixture.opened(fixture.arrival(id, version: "1", after: Int64(index)))
        }
        let second = fixture.arrival(ids[1], version: "2", changed: 5, after: 60)
        _ = try await fixture.opened(second)
        let type = "ut103.Справочник.Номенклатура"
        let noon = fixture.noon
        // Then
        let (first, next, late, other) = try await fixture.store.read { session in
            let all = HistorySelection(types: [type, "ut103.Справочник.Склады"])
            let first = try session.latestMessages(all, after: nil, limit: 3)
            let since = HistorySelection(types: [type], since: noon + .seconds(3), until: noon + .seconds(60))
            return (
                first, try session.latestMessages(all, after: first.last?.key, limit: 3),
                try session.latestMessages(since, after: nil, limit: 9),
                try session.latestMessages(HistorySelection(types: ["ut103.Справочник.Склады"]), after: nil, limit: 9)
            )
        }
        #expect(first.map(\.key.id) == Array(ids.prefix(3)) && first[1].id == second.id)
        #expect(next.map(\.key.id) == Array(ids.suffix(2)))
        #expect(late.map(\.key.id) == Array(ids.suffix(2)))
        #expect(other.isEmpty)
    }

    @Test("of each slot what was opened last counts, unless it was taken away", arguments: StoreKind.allCases)
    func slots(_ kind: StoreKind) async throws {
        // Given
        let fixture = try await StoreFixture(kind)
        let message = try await fixture.opened(fixture.arrival(version: "1"), slots: ["а", "б", "в"])
        let noon = fixture.noon
        let order = StoreFixture.key("22222222-2222-2222-2222-222222222222", type: "Документ.Заказ")
        try await fixture.store.transaction { session in
            let dispatches = try session.dispatches(of: message.id)
            try session.leaveOutbox(dispatches[1].id, state: .superseded, reference: nil, reason: nil, at: noon)
            try session.recordUnchanged(
                StoreFixture.dispatch(of: message, slot: "а", state: .unchanged, at: noon + .seconds(1)),
                fieldsHash: "новый")
            try session.noteSorting(
                Sorting(messageID: message.id, outcome: .mapped, reason: nil, revision: RevisionID("r1")), at: noon)
            try session.noteNeeds(of: message.key, [order: 3])
        }
        // Then
        let (slots, sortings, needs) = try await fixture.store.read { session in
            (
                try session.mappedSlots(of: [message.id, "нет"]), try session.sortings(of: [message.id, "нет"]),
                try session.needs(of: [message.key, order])
            )
        }
        #expect(slots.keys.sorted() == [message.id])
        #expect(slots[message.id]?.map(\.slot) == ["а", "в"])
        #expect(slots[message.id]?.map(\.fieldsHash) == ["новый", "h"])
        #expect(sortings.mapValues(\.revision) == [message.id: RevisionID("r1")])
        #expect(needs == [message.key: [order: 3]])
    }
}
