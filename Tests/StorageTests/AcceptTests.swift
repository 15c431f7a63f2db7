import Messages
import Storage
import Testing

@Suite("Accepting a version of an object")
struct AcceptTests {
    @Test("a new version is accepted, waits in the inbox and is journalled", arguments: StoreKind.allCases)
    func acceptsNewVersion(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let arrival = fixture.arrival(version: "1")
        let (acceptance, isWaiting, kinds) = try await fixture.store.transaction { session in
            (
                try session.accept(arrival), try session.isInInbox(arrival.id),
                try session.journal(message: arrival.id, limit: 10).map(\.kind)
            )
        }
        #expect(acceptance == .accepted(messageID: arrival.id))
        #expect(isWaiting)
        #expect(kinds == [.accepted])
    }

    @Test(
        "the version that is the latest changes nothing, whoever sends it and however often",
        arguments: StoreKind.allCases)
    func latestChangesNothing(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let first = fixture.arrival(version: "1")
        _ = try await fixture.store.transaction { try $0.accept(first) }
        for seconds in [Int64(0), 60] {
            let again = fixture.arrival(version: "1", changed: seconds)
            let acceptance = try await fixture.store.transaction { try $0.accept(again) }
            #expect(acceptance == .duplicate(of: first.id, differs: false))
        }
        let versions = try await fixture.store.read { try $0.passport(of: first.key)?.versions }
        #expect(versions == 1)
    }

    @Test("A, then B, then A again are three versions", arguments: StoreKind.allCases)
    func returningToAnEarlierState(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        for (version, seconds) in [("A", Int64(0)), ("B", 1), ("A", 2)] {
            let arrival = fixture.arrival(version: version, changed: seconds)
            let acceptance = try await fixture.store.transaction { try $0.accept(arrival) }
            #expect(acceptance == .accepted(messageID: arrival.id))
        }
    }

    @Test(
        "an older version that was seen stands behind the fence; one never seen is kept as stale and not sent",
        arguments: StoreKind.allCases)
    func olderVersions(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let first = fixture.arrival(version: "1")
        let third = fixture.arrival(version: "3", changed: 30)
        for arrival in [first, third] { _ = try await fixture.store.transaction { try $0.accept(arrival) } }

        let repeated = fixture.arrival(version: "1")
        let late = fixture.arrival(version: "2", changed: 20)
        let answers = try await fixture.store.transaction { [try $0.accept(repeated), try $0.accept(late)] }

        #expect(answers == [.duplicate(of: first.id, differs: false), .stale(messageID: late.id)])
        let (waits, sorting, latest) = try await fixture.store.read { session in
            (
                try session.isInInbox(late.id), try session.sorting(of: late.id)?.outcome,
                try session.passport(of: late.key)?.latest.id
            )
        }
        #expect(!waits)
        #expect(sorting == .stale)
        #expect(latest == third.id)
    }

    @Test(
        "a deletion with the version of the last write is not taken for a repeat of it", arguments: StoreKind.allCases)
    func deletionWithSameVersion(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let write = fixture.arrival(version: "1")
        let deletion = fixture.arrival(version: "1", operation: .delete, data: "{}")
        let answers = try await fixture.store.transaction { [try $0.accept(write), try $0.accept(deletion)] }
        #expect(answers == [.accepted(messageID: write.id), .accepted(messageID: deletion.id)])
    }

    @Test(
        "the same version with other content is answered as a duplicate, and says that it differs",
        arguments: StoreKind.allCases)
    func differingContent(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let first = fixture.arrival(version: "1")
        let other = fixture.arrival(version: "1", data: "{\"Наименование\":\"Утюг\"}")
        let answers = try await fixture.store.transaction { [try $0.accept(first), try $0.accept(other)] }
        #expect(answers[1] == .duplicate(of: first.id, differs: true))
        let kept = try await fixture.store.read { try $0.message(first.id)?.data }
        #expect(kept == first.data)
    }

    @Test(
        "of several waiting versions of one object only the newest is mapped, the others are superseded",
        arguments: StoreKind.allCases)
    func newestIsMapped(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let arrivals = (1...3).map { fixture.arrival(version: "\($0)", changed: Int64($0)) }
        for arrival in arrivals { _ = try await fixture.store.transaction { try $0.accept(arrival) } }
        let now = fixture.noon
        let claims = try await fixture.store.transaction { try $0.claimInbox(limit: 9, at: now, lease: .seconds(9)) }
        #expect(claims.map(\.message.version) == ["3"])
        for older in arrivals.dropLast() {
            let outcome = try await fixture.store.read { try $0.sorting(of: older.id)?.outcome }
            #expect(outcome == .superseded)
        }
    }

    @Test(
        "a newer version waits while an older one is being mapped; a lapsed lease lets it go on, the late one loses",
        arguments: StoreKind.allCases
    )
    func oneMappingPerObject(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let (first, second) = (fixture.arrival(version: "1"), fixture.arrival(version: "2", changed: 1))
        let now = fixture.noon
        _ = try await fixture.store.transaction { try $0.accept(first) }
        let early = try await fixture.store.transaction { try $0.claimInbox(limit: 9, at: now, lease: .seconds(9)) }
        _ = try await fixture.store.transaction { try $0.accept(second) }

        let meanwhile = try await fixture.store.transaction { try $0.claimInbox(limit: 9, at: now, lease: .seconds(9)) }
        let later = try await fixture.store.transaction {
            try $0.claimInbox(limit: 9, at: now + .seconds(10), lease: .seconds(9))
        }

        #expect(meanwhile.isEmpty)
        #expect(later.map(\.message.id) == [second.id])
        let lateOne = try #require(early.first)
        let mayFinish = try await fixture.store.transaction { try $0.finishInbox(lateOne) }
        #expect(!mayFinish)
    }
}
