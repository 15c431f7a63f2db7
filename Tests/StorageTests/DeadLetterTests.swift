import Messages
import Storage
import Testing

@Suite("Dead letters")
struct DeadLetterTests {
    @Test(
        "refused dispatches and messages that could not be mapped are listed, counted and filtered alike",
        arguments: StoreKind.allCases)
    func listsBothSorts(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        _ = try await fixture.opened(fixture.arrival(version: "1"))
        let claim = try #require(try await fixture.claims().first)
        let broken = fixture.arrival("22222222-2222-2222-2222-222222222222", version: "1")
        let noon = fixture.noon
        try await fixture.store.transaction { session in
            try session.hold(claim.dispatch.id, state: .refused, reason: "нет ИНН", at: noon)
            _ = try session.accept(broken)
            try session.noteSorting(
                Sorting(messageID: broken.id, outcome: .failed, reason: "сбой скрипта", revision: nil), at: noon)
        }
        let (all, refused, byReason, count) = try await fixture.store.read { session in
            (
                try session.deadLetters(DeadLetterFilter(), limit: 10).map(\.state).sorted(),
                try session.deadLetters(DeadLetterFilter(state: "refused"), limit: 10).map(\.dispatchID),
                try session.deadLetters(DeadLetterFilter(reason: "скрипт"), limit: 10).map(\.messageID),
                try session.deadLetterCount(DeadLetterFilter())
            )
        }
        #expect(all == ["failed", "refused"])
        #expect(refused == [claim.dispatch.id])
        #expect(byReason == [broken.id])
        #expect(count == 2)
    }

    @Test("a message is mapped again only while it is the latest of its object", arguments: StoreKind.allCases)
    func remapsLatestOnly(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let first = fixture.arrival(version: "1")
        let second = fixture.arrival(version: "2", changed: 1)
        let older = try await fixture.opened(first)
        let newer = try await fixture.opened(second)
        let noon = fixture.noon
        let (old, new) = try await fixture.store.transaction { session in
            (
                try session.remap(older, lane: .catalogs, at: noon),
                try session.remap(newer, lane: .catalogs, at: noon)
            )
        }
        #expect(!old)
        #expect(new)
    }
}
