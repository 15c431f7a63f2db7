import Messages
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let instant = Mutex(Instant(rfc3339: "2026-11-27T09:30:00Z") ?? Instant(milliseconds: 0))

    var now: Instant { instant.withLock { $0 } }

    func advance(_ span: Span) { instant.withLock { $0 = $0 + span } }

    /// Sleeping on this clock takes no time of its own.
    var wallClock: WallClock {
        WallClock(now: { self.now }, sleep: { _ in try await Task.sleep(for: .seconds(600)) })
    }
}
