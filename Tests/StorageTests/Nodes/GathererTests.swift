import Foundation
import Messages
import Testing

@testable import Storage

@Suite("Work that gathers while the last commit runs")
struct GathererTests {
    @Test("one that the database cannot take fails alone among fifty", arguments: StoreKind.allCases)
    func poison(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        // Given: a message that has another's id.
        let first = fixture.arrival(id(99), version: "1")
        _ = try await fixture.store.transaction { try $0.accept(first) }
        let arrivals = (0..<50).map { number in
            number == 31
                ? fixture.arrival(id(number), version: "1", named: first.id) : fixture.arrival(id(number), version: "1")
        }
        try await expectAlone(31, of: arrivals, fixture.store)
    }

    @Test("a text with U+0000, which no database keeps, is kept with the sign for it", arguments: StoreKind.allCases)
    func zero(_ kind: StoreKind) async throws {
        let fixture = try await StoreFixture(kind)
        let arrivals = (0..<3).map { fixture.arrival(id($0), version: $0 == 1 ? "1\u{0}2" : "1") }
        let acceptances = try await fixture.store.transaction { try $0.accept(arrivals) }
        #expect(acceptances == arrivals.map { .accepted(messageID: $0.id) })
        let kept = try await fixture.store.read { try $0.message(arrivals[1].id) }
        #expect(kept?.version == "1\u{FFFD}2" && kept?.data == arrivals[1].data)
    }

    @Test("an item that finds the list full is refused, and the others are done", arguments: StoreKind.allCases)
    func overload(_ kind: StoreKind) async throws {
        let store = try Store(try await kind.location(), waitingLimit: 5)
        let gate = DispatchSemaphore(value: 0)
        let gatherer = store.gatherer { (items: [Int], _) in
            _ = gate.wait(timeout: .now() + 60)
            return items
        }
        let (refused, done) = await withTaskGroup(of: Result<Int, any Error>.self) { group in
            for number in 0..<40 {
                group.addTask {
                    do { return .success(try await gatherer.perform(number)) } catch { return .failure(error) }
                }
            }
            // The first that ends is a refused one: all others wait.
            let first = await group.next()
            for _ in 0..<40 { gate.signal() }
            let results = await group.reduce(into: [first].compactMap(\.self)) { $0.append($1) }
            return (
                results.compactMap { if case .failure(let error) = $0 { error as? StoreFault } else { nil } },
                results.compactMap { try? $0.get() }
            )
        }
        #expect(Set(refused) == [.overloaded(waiting: 5)])
        #expect(refused.count + done.count == 40)
        #expect(Set(done).count == done.count && done.count >= 5)
    }

    /// Hands all in at once, and expects that this one is refused and nothing of it is there, and that of the others
    /// nothing is missing.
    private func expectAlone(_ bad: Int, of arrivals: [Arrival], _ store: Store) async throws {
        let gatherer = store.gatherer { (arrivals: [Arrival], session) in try session.accept(arrivals) }
        let refused = await withTaskGroup(of: (Int, (any Error)?).self) { group in
            for (number, arrival) in arrivals.enumerated() {
                group.addTask {
                    do {
                        _ = try await gatherer.perform(arrival)
                        return (number, nil)
                    } catch {
                        return (number, error)
                    }
                }
            }
            return await group.reduce(into: [(Int, any Error)]()) { refused, result in
                if let error = result.1 { refused.append((result.0, error)) }
            }
        }
        #expect(refused.map(\.0) == [bad])
        #expect(refused.first?.1 is StatementRefused)
        let there = try await store.read { session in
            try arrivals.map { try session.passport(of: $0.key) != nil }
        }
        #expect(there == arrivals.indices.map { $0 != bad })
    }

    private func id(_ number: Int) -> String { "\(10_000_000 + number)-1111-1111-1111-111111111111" }
}
