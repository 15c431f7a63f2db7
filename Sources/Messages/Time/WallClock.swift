/// Where time comes from. Production uses `system`; tests bring their own, so that 40 minutes pass at once.
package struct WallClock: Sendable {
    /// The present moment.
    package let now: @Sendable () -> Instant
    /// Suspends until the span has passed on this clock; throws when the task is cancelled.
    package let sleep: @Sendable (Span) async throws -> Void

    package init(now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Span) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock.
    package static let system = WallClock(
        now: { Instant.current() },
        sleep: { try await Task.sleep(for: $0.duration) })
}
