import Messages
import Pipeline
import Storage
import Testing

@Suite("One key on two nodes at once")
struct TwoCommittersTests {
    private let clock = ManualClock()

    @Test(
        "has one effect; the others get its answer to the byte, or are told that it is in progress",
        arguments: StoreKind.allCases)
    func effects(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        let committers = nodes.map { Committer(store: $0, clock: clock.wall) }
        for round in 0..<20 {
            try await expectOne("effect \(round)", from: committers) { committer, claim in
                try await committer.commit(claim) { session, now in
                    let entry = JournalEntry(at: now, kind: .resumed, summary: "\(round)")
                    try session.note(entry)
                    return Reply(status: 202, json: ["id": .string(entry.id)])
                }
            }
        }
        #expect(try await nodes[0].read { try $0.journal(limit: 100).map(\.summary) } == (0..<20).map { "\($0)" })
    }

    @Test("takes its messages in once", arguments: StoreKind.allCases)
    func messages(_ kind: StoreKind) async throws {
        let nodes = try await kind.nodes()
        let committers = nodes.map { Committer(store: $0, clock: clock.wall) }
        for round in 0..<20 {
            try await expectOne("messages \(round)", from: committers) { [clock] committer, claim in
                let key = ObjectKey(system: "ut103", type: "Справочник.Склады", id: "склад \(round)")
                let arrival = Arrival(
                    id: Identifier.make(at: clock.now), key: key, version: "1", changedAt: clock.now,
                    operation: .upsert, presentation: nil, data: "{}", lane: .catalogs, caller: "1c",
                    correlationID: "c", receivedAt: clock.now)
                return try await committer.take([arrival], under: claim) { acceptances in
                    Reply(status: 202, json: .array(acceptances.map { .string($0.messageID) }))
                }.answer
            }
        }
        let kinds = try await nodes[0].read { try $0.journal(limit: 100).map(\.kind) }
        #expect(kinds == Array(repeating: .accepted, count: 20))
    }

    private func expectOne(
        _ key: String, from committers: [Committer],
        _ request: @escaping @Sendable (Committer, IdempotencyClaim) async throws -> CommitAnswer
    ) async throws {
        let claim = IdempotencyClaim(
            caller: "1c", method: "POST", route: "/api/v1/messages", key: key, fingerprint: "f", correlationID: "c")
        let answers = try await withThrowingTaskGroup(of: CommitAnswer.self) { group in
            for committer in committers + committers { group.addTask { try await request(committer, claim) } }
            return try await group.reduce(into: [CommitAnswer]()) { $0.append($1) }
        }
        var (first, others): ([Reply], [Reply]) = ([], [])
        for answer in answers {
            switch answer {
            case .first(let reply, _): first.append(reply)
            case .replayed(let stored): others.append(stored.reply)
            case .inProgress: break
            case .mismatch: Issue.record("\(key): taken for another request")
            }
        }
        #expect(first.count == 1, "\(key)")
        #expect(others.allSatisfy { $0 == first.first }, "\(key)")
    }
}
