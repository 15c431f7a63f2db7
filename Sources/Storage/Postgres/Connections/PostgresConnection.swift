import Messages

/// A connection to PostgreSQL that heals itself, on a thread of its own.
///
/// It connects when it is first needed, and again when it was lost. While connecting is put off after a failure,
/// whoever asks is told so at once, with the time to wait.
actor PostgresConnection {
    private let settings: PostgresSettings
    private let executor: ThreadExecutor
    private var wire: PostgresWire?
    private var backoff = Backoff()

    init(_ settings: PostgresSettings) {
        self.settings = settings
        executor = ThreadExecutor(name: "postgres")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Runs the closure on the connection's thread, one at a time. A transaction that it leaves open is rolled back.
    func perform<Value: Sendable>(_ body: @Sendable (PostgresWire) throws -> Value) throws -> Value {
        let wire = try openWire()
        defer { tidy(wire) }
        do {
            return try body(wire)
        } catch {
            if let fault = error as? PostgresFault, fault.endsConnection { wire.close() }
            throw error
        }
    }

    /// Ends the connection; the next one who asks opens it again.
    func close() {
        wire?.close()
        wire = nil
    }

    private func openWire() throws(PostgresFault) -> PostgresWire {
        if let wire { return wire }
        if let rest = backoff.rest() { throw Self.putOff(rest) }
        do throws(PostgresFault) {
            let wire = try PostgresWire(settings)
            self.wire = wire
            backoff.succeed()
            return wire
        } catch {
            backoff.fail()
            var fault = error
            fault.retryAfter = backoff.rest().map { .milliseconds(Int64($0.roundedUp)) }
            throw fault
        }
    }

    private func tidy(_ wire: PostgresWire) {
        if wire.isInTransaction { wire.rollback() }
        if !wire.isOpen { self.wire = nil }
    }

    private static func putOff(_ rest: Duration) -> PostgresFault {
        PostgresFault(
            kind: .cannotConnect, sqlstate: nil, message: "connecting failed a moment ago",
            retryAfter: .milliseconds(Int64(rest.roundedUp)))
    }
}
