import Synchronization

/// Gathers like work while the last commit runs, and does what has gathered as one set in one transaction (E-11).
///
/// There is no timer: alone, an item is done at once; under load the sets grow by themselves. An item that makes the
/// database refuse the whole set fails alone: the set is split until it is found.
package final class Gatherer<Item: Sendable, Answer: Sendable>: Sendable {
    /// Does a set of items and answers each of them, in their order.
    package typealias Work = @Sendable ([Item], Session) throws -> [Answer]

    /// A set is as large as this at most, by the weight of its items: more only makes each of them wait longer.
    private static var largest: Int { 200 }

    private struct Waiting: Sendable {
        let item: Item
        let weight: Int
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        /// How many sets are under way.
        var drains = 0
    }

    private let store: Store
    private let writers: Int
    private let limit: Int
    private let work: Work
    private let state = Mutex(State())

    /// - Parameters:
    ///   - writers: how many sets may be under way side by side.
    ///   - limit: how many items may wait before further ones are answered with `overloaded`.
    init(store: Store, writers: Int, limit: Int, _ work: @escaping Work) {
        self.store = store
        self.writers = writers
        self.limit = limit
        self.work = work
    }

    /// Does one item together with whatever else has gathered; returns once that is durable.
    ///
    /// - Parameter weight: how much of a set it takes; a batch of messages takes as much as its messages.
    package func perform(_ item: Item, weight: Int = 1) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let (begins, count) = state.withLock { state -> (Bool?, Int) in
                guard state.waiting.count < limit else { return (nil, state.waiting.count) }
                state.waiting.append(Waiting(item: item, weight: weight, continuation: continuation))
                // A second set beside the first one pays only when there is a good part of one: smaller sets cost more.
                let useful = state.waiting.count * 2 >= Self.largest ? writers : 1
                guard state.drains < useful else { return (false, 0) }
                state.drains += 1
                return (true, 0)
            }
            switch begins {
            case nil: continuation.resume(throwing: StoreFault.overloaded(waiting: count))
            // Not behind the requests: those that wait for this set would wait for all that came after them as well.
            case true?: Task(priority: .high) { await drain() }
            case false?: break
            }
        }
    }

    private func drain() async {
        while let group = next() { await carryOut(group[...]) }
    }

    /// The next set; nil when nothing waits any more, and then this drain is over.
    private func next() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.drains -= 1
                return nil
            }
            var (count, weight) = (0, 0)
            for member in state.waiting {
                guard count == 0 || weight + member.weight <= Self.largest else { break }
                count += 1
                weight += member.weight
            }
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting[..<count])
        }
    }

    private func carryOut(_ group: ArraySlice<Waiting>) async {
        let items = group.map(\.item)
        let work = work
        do {
            let answers = try await store.transaction { session in try work(items, session) }
            precondition(answers.count == items.count, "every item of a set is answered")
            for (member, answer) in zip(group, answers) { member.continuation.resume(returning: answer) }
        } catch let fault as StoreFault {
            // The database is away, or full: no smaller set would fare better.
            for member in group { member.continuation.resume(throwing: fault) }
        } catch {
            await split(group, error)
        }
    }

    private func split(_ group: ArraySlice<Waiting>, _ error: any Error) async {
        guard group.count > 1 else {
            for member in group { member.continuation.resume(throwing: error) }
            return
        }
        let middle = group.startIndex + group.count / 2
        await carryOut(group[..<middle])
        await carryOut(group[middle...])
    }
}
