import Messages
import Synchronization

/// A clock that stands still until a test moves it; whoever sleeps on it wakes when their time has come.
final class ManualClock: Sendable {
    private struct Sleeper {
        let id: Int
        let who: String
        let until: Instant
        let wake: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Instant
        var nextID = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>

    init(_ start: Instant = Instant(milliseconds: 1_795_780_800_000)) {
        state = Mutex(State(now: start))
    }

    var now: Instant { state.withLock { $0.now } }

    /// How many of a party sleep.
    func sleepers(of who: String) -> Int {
        state.withLock { state in state.sleepers.count { $0.who == who } }
    }

    var wall: WallClock { wall(of: "") }

    /// The clock as one party has it.
    func wall(of who: String) -> WallClock {
        WallClock(now: { self.now }, sleep: { try await self.sleep($0, who) })
    }

    /// Moves the time on and wakes those whose time has come.
    func advance(_ span: Span) {
        let due = state.withLock { state in
            state.now = state.now + span
            let due = state.sleepers.filter { $0.until <= state.now }
            state.sleepers.removeAll { $0.until <= state.now }
            return due
        }
        for sleeper in due { sleeper.wake.resume() }
    }

    private func sleep(_ span: Span, _ who: String) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if span <= .zero { return .success(()) }
                    state.sleepers.append(Sleeper(id: id, who: who, until: state.now + span, wake: continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.wake.resume(throwing: CancellationError())
        }
    }
}
