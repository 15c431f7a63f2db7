import Messages

/// What the listener's thread does: keeps a connection, listens, and announces. It belongs to that thread.
final class ListenerLoop {
    /// One channel hears the same thing at most so often.
    private static let pause = Duration.milliseconds(100)

    private let settings: PostgresSettings
    private let desk: ListenerDesk
    private var wire: PostgresWire?
    private var backoff = Backoff()
    private var listened: Set<String> = []
    private var pending: Set<PostgresNotification> = []
    private var announced: [PostgresNotification: ContinuousClock.Instant] = [:]

    init(_ settings: PostgresSettings, _ desk: ListenerDesk) {
        self.settings = settings
        self.desk = desk
    }

    /// Works until the desk is closed.
    func run() {
        while true {
            let wishes = desk.take(puttingOff: pending)
            pending.formUnion(wishes.announcements)
            if wishes.isClosed { return }
            guard !wishes.channels.isEmpty || !pending.isEmpty else {
                desk.bell.wait()
                continue
            }
            if let rest = backoff.rest() {
                desk.bell.wait(rest)
                continue
            }
            do throws(PostgresFault) {
                try work(wishes.channels)
            } catch {
                wire = nil
                backoff.fail()
            }
        }
    }

    private func work(_ channels: Set<String>) throws(PostgresFault) {
        let wire = try connected()
        for channel in channels.subtracting(listened) {
            try wire.listen(to: channel)
            listened.insert(channel)
            // Whatever was announced before was not heard.
            desk.deliver(PostgresNotification(channel: channel, payload: ""))
        }
        let next = try announce(on: wire)
        backoff.succeed()
        for notification in try wire.notifications(orBell: desk.bell, within: next) { desk.deliver(notification) }
    }

    private func connected() throws(PostgresFault) -> PostgresWire {
        if let wire { return wire }
        listened = []
        let opened = try PostgresWire(settings)
        wire = opened
        return opened
    }

    /// Announces what is due, all in one trip, and says when the next is due.
    private func announce(on wire: PostgresWire) throws(PostgresFault) -> Duration? {
        let now = ContinuousClock.now
        announced = announced.filter { now - $0.value < Self.pause }
        let due = pending.filter { announced[$0] == nil }
        if !due.isEmpty {
            // What is wished from now on is not heard by this one.
            desk.resume(due)
            try wire.run(
                "SELECT pg_notify(channel, payload) FROM input",
                each: Inputs(due, (.text("channel"), \.channel), (.text("payload"), \.payload)))
            for notification in due { announced[notification] = now }
            pending.subtract(due)
        }
        return pending.compactMap { announced[$0] }.min().map { $0 + Self.pause - .now }.map { max($0, .zero) }
    }
}
