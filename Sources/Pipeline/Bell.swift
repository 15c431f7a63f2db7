package import Messages
import Synchronization

/// Wakes a loop at once when there is work, instead of at its next poll.
package final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    /// Wakes whoever waits; rung while nobody waits, it lets the next wait return at once.
    package func ring() {
        let sleeper = state.withLock { state in
            let sleeper = state.sleeper
            state.sleeper = nil
            state.hasRung = sleeper == nil
            return sleeper
        }
        sleeper?.resume()
    }

    /// Waits until the bell rings, the span has passed on the clock, or the task is cancelled. One waiter at a time.
    package func wait(atMost span: Span, on clock: WallClock) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await clock.sleep(span)
                if !Task.isCancelled { self.ring() }
            }
            await self.sleep()
            group.cancelAll()
        }
    }

    private func sleep() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    state.sleeper = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
