import Messages
import Pipeline
import Storage
import Synchronization
import Testing

@Suite("Effects that take long to make ready")
struct PreparedEffectTests {
    private let clock = ManualClock()

    private func claim(_ key: String, fingerprint: String = "f") -> IdempotencyClaim {
        IdempotencyClaim(
            caller: "op", method: "POST", route: "/api/v1/revisions", key: key, fingerprint: fingerprint,
            correlationID: "c")
    }

    private let effect: Committer.Effect<Int> = { session, now in
        try session.note(JournalEntry(at: now, kind: .activated, summary: "готово"))
        return (Reply(status: 200, json: ["ok": true]), 7)
    }

    @Test(
        "nothing is made ready for a request that was answered before, nor for another one under its key",
        arguments: StoreKind.allCases)
    func replay(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        let prepared = Mutex(0)
        for (fingerprint, value) in [("f", 7), ("f", nil), ("g", nil)] as [(String, Int?)] {
            let result = try await committer.commit(claim("k", fingerprint: fingerprint)) { [effect] in
                prepared.withLock { $0 += 1 }
                return effect
            }
            #expect(result.value == value)
        }
        #expect(prepared.withLock { $0 } == 1)
        #expect(try await store.read { try $0.journalTail(limit: 10).count } == 1)
    }

    @Test(
        "while one request is made ready, a second one under its key is told so at once", arguments: StoreKind.allCases)
    func inProgress(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        let first = try await committer.commit(claim("k")) { [effect] in
            guard case .inProgress = try await committer.commit(self.claim("k"), effect).answer else {
                throw Problem(.internalError, "the second request was let in")
            }
            return effect
        }
        #expect(first.value == 7)
    }

    @Test("what cannot be made ready leaves the key free", arguments: StoreKind.allCases)
    func failure(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wall)
        await #expect(throws: Problem.self) {
            try await committer.commit(claim("k")) { () async throws -> Committer.Effect<Int> in
                throw Problem(.revisionRefused, "дерево не принято")
            }
        }
        #expect(try await committer.commit(claim("k"), effect).value == 7)
    }
}
