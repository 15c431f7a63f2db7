import Foundation
import Messages
import Storage
import Testing

@Suite("Committing")
struct CommitTests {
    private struct Spoiled: Error {}

    @Test("many at once share transactions; one that throws is undone alone", arguments: StoreKind.allCases)
    func badNeighbour(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
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

    @Test("a store is there again after it was closed, with every committed message", arguments: StoreKind.allCases)
    func survivesReopening(_ kind: StoreKind) async throws {
        try await kind.lastingLocation { location in
            let fixture = try StoreFixture(location)
            let arrival = fixture.arrival(version: "1")
            _ = try await fixture.store.transaction { try $0.accept(arrival) }
            try fixture.store.close()
            await #expect(throws: StoreFault.self) { try await fixture.store.read { try $0.message(arrival.id) } }

            let reopened = try Store(location)
            let message = try await reopened.read { try $0.message(arrival.id) }
            #expect(message?.data == arrival.data)
            #expect(message?.key == arrival.key)
        }
    }

    @Test(
        "a full list of waiting writes refuses the next one instead of letting it wait for ever",
        arguments: StoreKind.allCases)
    func overload(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location(), waitingLimit: 1)
        let gate = DispatchSemaphore(value: 0)
        // Given: none of them ends before one was refused.
        let (refused, done) = await withTaskGroup(of: StoreFault?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        try await store.transaction { _ in _ = gate.wait(timeout: .now() + 60) }
                        return nil
                    } catch {
                        return error as? StoreFault
                    }
                }
            }
            let first = await group.next() ?? nil
            for _ in 0..<20 { gate.signal() }
            let others = await group.reduce(into: [StoreFault?]()) { $0.append($1) }
            return ([first].compactMap(\.self) + others.compactMap(\.self), others.count { $0 == nil })
        }
        // Then
        #expect(Set(refused) == [.overloaded(waiting: 1)])
        #expect(refused.count + done == 20)
        #expect(done > 0)
    }

    @Test("a stored reply is given back to the byte within its window and not after it", arguments: StoreKind.allCases)
    func storedReply(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
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
