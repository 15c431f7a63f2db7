import Messages

/// When to try again what has failed: 100 ms after the first time, then twice as long each time, 5 s at most, and less
/// by chance, so that many nodes do not come all at once.
struct Backoff {
    private var failures = 0
    private var next: ContinuousClock.Instant?

    /// How long to wait still; nil when it is time.
    func rest(at now: ContinuousClock.Instant = .now) -> Duration? {
        guard let next, next > now else { return nil }
        return next - now
    }

    /// It failed once more.
    ///
    /// - Parameter chance: how much of the time to wait, from a half to the whole.
    mutating func fail(at now: ContinuousClock.Instant = .now, chance: Double = .random(in: 0.5...1)) {
        next = now + Self.delay(failures).duration * chance
        failures += 1
    }

    /// It worked.
    mutating func succeed() {
        failures = 0
        next = nil
    }

    /// The longest wait after so many failures before this one.
    static func delay(_ failures: Int) -> Span {
        min(.milliseconds(100 << min(failures, 6)), .seconds(5))
    }
}
