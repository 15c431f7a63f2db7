import Messages
import Pipeline
import Storage
import Testing

@Suite("Effects under a key")
struct CommitterTests {
    private let clock = ManualClock()

    private func claim(_ key: String, fingerprint: String = "f", caller: String = "1c") -> IdempotencyClaim {
        IdempotencyClaim(
            caller: caller, method: "POST", route: "/api/v1/messages", key: key, fingerprint: fingerprint,
            correlationID: "c")
    }

    private func pause(_ lane: Lane, _ clock: ManualClock) -> @Sendable (Session, Instant) throws -> Reply {
        { session, now in
            try session.pause(
                Pause(target: "ut11", lane: lane, reason: "проверка", at: now, actor: Identifier.make(at: now)))
            return Reply(status: 202, json: ["id": .string(Identifier.make(at: now))])
        }
    }

    @Test("a replay gives the first answer to the byte and has no second effect", arguments: StoreKind.allCases)
    func replays(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        guard case .first(let first, _) = try await committer.commit(claim("k"), pause(.money, clock)) else {
            Issue.record("the first request was not the first")
            return
        }
        guard case .replayed(let stored) = try await committer.commit(claim("k"), pause(.documents, clock)) else {
            Issue.record("the second request was not replayed")
            return
        }
        #expect(stored.reply == first)
        #expect(try await store.read { try $0.pauses().map(\.lane) } == [.money])
    }

    @Test(
        "another request under the key is a mismatch; another caller's same key is another key",
        arguments: StoreKind.allCases)
    func scope(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        _ = try await committer.commit(claim("k"), pause(.money, clock))
        guard case .mismatch = try await committer.commit(claim("k", fingerprint: "g"), pause(.documents, clock)) else {
            Issue.record("another request was taken for the same")
            return
        }
        guard case .first = try await committer.commit(claim("k", caller: "b24"), pause(.documents, clock)) else {
            Issue.record("another caller's key was taken for the same")
            return
        }
        #expect(try await store.read { try $0.pauses().count } == 2)
    }

    @Test(
        "forty at once under one key have one effect; the others get its answer or are told that it is in progress",
        arguments: StoreKind.allCases)
    func forty(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        let answers = try await withThrowingTaskGroup(of: CommitAnswer.self) { group in
            for _ in 0..<40 {
                group.addTask { [claim = claim("k")] in
                    try await committer.commit(claim) { session, now in
                        try session.note(JournalEntry(at: now, kind: .resumed, summary: "действие"))
                        return Reply(status: 202, json: ["ok": true])
                    }
                }
            }
            return try await group.reduce(into: [CommitAnswer]()) { $0.append($1) }
        }
        #expect(try await store.read { try $0.journalTail(limit: 50).count } == 1)
        #expect(answers.count == 40)
        #expect(answers.count { if case .first = $0 { true } else { false } } == 1)
        #expect(answers.allSatisfy { if case .mismatch = $0 { false } else { true } })
    }

    @Test("an effect that fails leaves its key free", arguments: StoreKind.allCases)
    func failureFreesKey(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        await #expect(throws: Problem.self) {
            try await committer.commit(claim("k")) { session, now in
                try session.pause(Pause(target: "ut11", lane: .money, reason: "нет", at: now, actor: "op"))
                throw Problem(.conflictingState, "нельзя")
            }
        }
        #expect(try await store.read { try $0.pauses().isEmpty })
        guard case .first = try await committer.commit(claim("k"), pause(.documents, clock)) else {
            Issue.record("the key was not free")
            return
        }
    }

    @Test("a key may be used anew when its 72 hours are over", arguments: StoreKind.allCases)
    func expiry(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        _ = try await committer.commit(claim("k"), pause(.money, clock))
        clock.advance(.hours(72))
        guard case .first = try await committer.commit(claim("k", fingerprint: "g"), pause(.documents, clock)) else {
            Issue.record("the key was still taken")
            return
        }
    }
}
