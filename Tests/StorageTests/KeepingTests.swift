import Messages
import Storage
import Testing

@Suite("Keeping keys, revisions and pauses")
struct KeepingTests {
    @Test("a key is found by name and by the hash of its secret until it is revoked", arguments: StoreKind.allCases)
    func keys(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let noon = fixture.noon
        let key = APIKey(name: "1c", hash: "abc", roles: [.source, .manager], createdAt: noon)
        let (added, twice, found, revoked, after) = try await fixture.store.transaction { session in
            (
                try session.add(key), try session.add(key), try session.key(withHash: "abc"),
                try session.revokeKey(named: "1c", at: noon), try session.key(named: "1c")?.revokedAt
            )
        }
        #expect(added && !twice)
        #expect(found == key)
        #expect(revoked)
        #expect(after == noon)
    }

    @Test("the live revision is the last one activated; its files come back to the byte", arguments: StoreKind.allCases)
    func revisions(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let noon = fixture.noon
        let files: [String: [UInt8]] = [
            "mappings/Склады/to_ut11.lua": Array("return {}".utf8), "policies/retry.yaml": [0, 255],
        ]
        try await fixture.store.transaction { session in
            for (id, isLive) in [("r1", true), ("r2", true), ("r3", false)] {
                try session.keepRevision(RevisionID(id), files: files, at: noon)
                try session.record(
                    Activation(
                        revision: RevisionID(id), at: noon, actor: "watcher", isLive: isLive,
                        findings: isLive ? [] : ["a.lua:1:1: нет"]))
            }
        }
        let (live, kept, last) = try await fixture.store.read { session in
            (
                try session.liveActivation()?.revision, try session.revisionFiles(RevisionID("r2")),
                try session.activations(limit: 1).first
            )
        }
        #expect(live == RevisionID("r2"))
        #expect(kept == files)
        #expect(last?.findings == ["a.lua:1:1: нет"])
    }

    @Test(
        "a revision waits for a second caller until it is withdrawn; who asked first stays, unless nobody did",
        arguments: StoreKind.allCases)
    func proposals(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let revision = RevisionID("r1")
        let noon = fixture.noon
        @Sendable func asked(by actor: String, over base: String) -> Proposal {
            Proposal(revision: revision, at: noon, actor: actor, base: RevisionID(base))
        }
        let (proposed, again, found, all) = try await fixture.store.transaction { session in
            try session.keepRevision(revision, files: ["policies/geo.yaml": [1]], at: fixture.noon)
            return (
                try session.propose(asked(by: "watcher", over: "r0"), nobodies: ["watcher"]),
                try ["analyst", "integrator"].map {
                    try session.propose(asked(by: $0, over: "r2"), nobodies: ["watcher"])
                },
                try session.proposal(revision), try session.proposals()
            )
        }
        #expect(proposed && again == [false, false])
        let standing = asked(by: "analyst", over: "r2")
        #expect(found == standing && all == [standing])
        let (withdrawn, twice, left) = try await fixture.store.transaction { session in
            (try session.withdrawProposal(revision), try session.withdrawProposal(revision), try session.proposals())
        }
        #expect(withdrawn && !twice && left == [])
        #expect(try await fixture.store.read { try !$0.wasLive(revision) })
    }

    @Test("a paused lane is listed until it is resumed", arguments: StoreKind.allCases)
    func pauses(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let pause = Pause(target: "ut11", lane: .money, reason: "закрываем месяц", at: fixture.noon, actor: "op")
        let (listed, first, second, after) = try await fixture.store.transaction { session in
            try session.pause(pause)
            return (
                try session.pauses(), try session.resume(target: "ut11", lane: .money),
                try session.resume(target: "ut11", lane: .money), try session.pauses()
            )
        }
        #expect(listed == [pause])
        #expect(first && !second)
        #expect(after.isEmpty)
    }
}
