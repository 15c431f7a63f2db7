import CPostgres

/// Wakes the one thread that waits for it. Rung often, it is heard at least once.
final class ThreadBell: Sendable {
    /// For waiting together with a socket.
    let descriptor: Int32

    init() {
        descriptor = pochtar_bell_new()
        precondition(descriptor >= 0, "the process may open no more files")
    }

    deinit { pochtar_bell_free(descriptor) }

    func ring() { pochtar_bell_ring(descriptor) }

    /// Makes it silent again: what was wished before is looked at after this.
    func clear() { pochtar_bell_clear(descriptor) }

    /// Waits until it is rung, or the time is up.
    func wait(_ time: Duration? = nil) {
        _ = pochtar_wait(-1, false, descriptor, time?.roundedUp ?? -1)
        clear()
    }
}
