import Messages
import Synchronization
import Testing

@testable import Storage

@Suite("The same by chance on a simulated store and on the databases")
struct ConformanceTests {
    private static let transactions = 100
    /// Some that are the same each time, and some that never were tried; a seed that failed can be put here.
    private static let seeds: [UInt64] =
        Array(1...12) + [826_715, 9022] + (0..<8).map { _ in .random(in: 1000...999_999) }

    /// Undoes a transaction whose answers count all the same.
    private struct Undone: Error {
        let answers: [String]
    }

    /// What was done in one transaction, and what the simulated store says to it.
    private struct Scene: Sendable {
        let acts: [Act]
        let answers: [String]
        let isUndone: Bool
    }

    @Test("every answer, and what stands in the tables afterwards", arguments: [0, 1])
    func chance(half: Int) async throws {
        var stores: [(StoreKind, Store)] = []
        for kind in StoreKind.allCases { stores.append((kind, try Store(try await kind.location()))) }
        for (number, seed) in Self.seeds.enumerated() where number % 2 == half {
            for (_, store) in stores { try await store.transaction { try $0.empty() } }
            guard try await agree(stores, with: seed) else { return }
        }
    }

    @Test("chance leaves nothing out: every state is reached, waits end, leases run out, keys are used again")
    func leavesNothingOut() {
        var (outcomes, states, kinds) = (Set<Sorting.Outcome>(), Set<DispatchState>(), Set<JournalKind>())
        var answers = Set<String>()
        var (claims, dispatches) = (0, 0)
        for seed in Self.seeds {
            var maker = ActMaker(seed: seed)
            var simulated = SimulatedStore()
            for _ in 0..<Self.transactions { answers.formUnion(Self.scene(&maker, &simulated).answers) }
            outcomes.formUnion(simulated.sortings.values.map(\.sorting.outcome))
            states.formUnion(simulated.dispatches.values.map(\.dispatch.state))
            kinds.formUnion(simulated.journal.map(\.kind))
            claims += simulated.outboxClaims.count
            dispatches += Set(simulated.outboxClaims.map(\.dispatch.id)).count
        }
        #expect(outcomes.isSuperset(of: [.mapped, .kept, .stale, .skipped, .unmatched, .failed, .superseded]))
        #expect(states.isSuperset(of: [.queued, .sending, .parked, .confirmed, .unchanged, .superseded, .refused]))
        #expect(kinds == [.accepted, .duplicate, .stale, .superseded])
        #expect(claims > dispatches, "no dispatch was claimed twice")
        // An answer of `record`: whose claims were valid, and which messages are mapped again.
        #expect(answers.contains { $0.hasPrefix("[\"") && $0.hasSuffix("true\"]") })
        #expect(answers.contains("[] []"))
        #expect(answers.contains { $0.contains("known(") && $0.contains("taken(") })
    }

    /// Plays all scenes of a seed on a simulated store and on these.
    private func agree(_ stores: [(kind: StoreKind, store: Store)], with seed: UInt64) async throws -> Bool {
        var maker = ActMaker(seed: seed)
        var simulated = SimulatedStore()
        for number in 0..<Self.transactions {
            let scene = Self.scene(&maker, &simulated)
            let looksAtTables = number % 10 == 9 || number == Self.transactions - 1
            for (kind, store) in stores {
                let remark = "seed \(seed), transaction \(number) on \(kind)"
                guard try await agrees(store, with: scene, remark) else { return false }
                guard looksAtTables else { continue }
                for table in StoreTable.allCases {
                    let (found, expected) = (try await store.read { try $0.table(table) }, simulated.table(table))
                    guard found != expected else { continue }
                    Issue.record("\(remark), table \(table): \(found.difference(from: expected))")
                    return false
                }
            }
        }
        return true
    }

    /// Plays a scene on a store.
    private func agrees(_ store: Store, with scene: Scene, _ remark: String) async throws -> Bool {
        let answers = try await Self.play(scene, on: store)
        for (act, (expected, answer)) in zip(scene.acts, zip(scene.answers, answers)) where expected != answer {
            let acts = scene.acts.map(\.name).joined(separator: "\n")
            Issue.record("\(remark), \(act.name):\n\(answer)\nnot\n\(expected)\nin\n\(acts)")
            return false
        }
        return true
    }

    /// Thinks of a transaction, and does it to the simulated store.
    private static func scene(_ maker: inout ActMaker, _ simulated: inout SimulatedStore) -> Scene {
        maker.wait()
        var copy = simulated
        var (acts, answers) = ([Act](), [String]())
        for _ in 0...maker.dice.below(5) {
            let act = maker.next(copy)
            acts.append(act)
            answers.append(act.simulate(&copy))
        }
        let isUndone = maker.dice.once(in: 10)
        if !isUndone { simulated = copy }
        return Scene(acts: acts, answers: answers, isUndone: isUndone)
    }

    private static func play(_ scene: Scene, on store: Store) async throws -> [String] {
        do {
            return try await store.transaction { session in
                let answers = try scene.acts.map { try $0.perform(session) }
                if scene.isUndone { throw Undone(answers: answers) }
                return answers
            }
        } catch let undone as Undone {
            return undone.answers
        }
    }
}
