import Messages

/// How much the process takes upon itself.
struct LimitSettings: Sendable, Hashable {
    /// Writes that may wait for the store; the next ones are answered with `overloaded`.
    var waitingWrites = 10_000
    /// Lua states that map at the same time.
    var scriptWorkers = 2
    /// A connection on which nothing happens for so long is closed.
    var idleTimeout = Span.seconds(120)
    /// How long a shutdown waits for what is in flight.
    var shutdown = Span.seconds(20)
}
