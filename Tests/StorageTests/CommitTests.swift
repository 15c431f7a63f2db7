import Foundation
import Messages
import Storage
import Testing

@Suite("Committing")
struct CommitTests {
    private struct Spoiled: Error {}

    @Test("many at once share transactions; one that throws is undone alone")
    func badNeighbour() async throws {
        let fixture = try StoreFixture()
        let results = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                let arrival = fixture.arrival("\(10_000_000 + number)-1111-1111-1111-111111111111", version: "1")
                group.addTask {
                    do {
                        try await fixture.store.transaction { session in
                            _ = try session.accept(arrival)
                            if number % 10 == 3 { throw Spoiled() }
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(results.count { $0 } == 90)
        let accepted = try await fixture.store.read { try $0.queueDepths().first { $0.state == "unsorted" }?.count }
        #expect(accepted == 90)
    }

    @Test("a file store is there again after it was closed, with every committed message")
    func survivesReopening() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pochtar-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "pochtar.sqlite")
        let fixture = try StoreFixture(.file(file))
        let arrival = fixture.arrival(version: "1")
        _ = try await fixture.store.transaction { try $0.accept(arrival) }
        try fixture.store.close()

        let reopened = try Store(.file(file))
        let message = try await reopened.read { try $0.message(arrival.id) }
        #expect(message?.data == arrival.data)
        #expect(message?.key == arrival.key)
    }

    @Test("a full list of waiting writes refuses the next one instead of letting it wait for ever")
    func overload() async throws {
        let store = try Store(.memory, waitingLimit: 0)
        await #expect(throws: StoreFault.overloaded(waiting: 0)) {
            try await store.transaction { _ in }
        }
    }

    @Test("a stored reply is given back to the byte within its window and not after it")
    func storedReply() async throws {
        let fixture = try StoreFixture()
        let claim = IdempotencyClaim(
            caller: "1c", method: "POST", route: "/api/v1/messages", key: "k", fingerprint: "f", correlationID: "c")
        let reply = Reply(status: 202, headers: [.init("Location", "/x")], body: Array("{\"ok\":true}".utf8))
        let noon = fixture.noon
        try await fixture.store.transaction { try $0.keep(reply, for: claim, at: noon, until: noon + .hours(72)) }
        let within = try await fixture.store.read { try $0.storedReply(for: claim, at: noon + .hours(71)) }
        let after = try await fixture.store.read { try $0.storedReply(for: claim, at: noon + .hours(73)) }
        #expect(within?.reply == reply)
        #expect(within?.fingerprint == "f")
        #expect(after == nil)
    }
}
