/// Tells one waiter which port a server listens on, or that it never will.
struct PortSignal: Sendable {
    private let ports: AsyncStream<Int>
    private let teller: AsyncStream<Int>.Continuation

    init() {
        (ports, teller) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// The server listens.
    func tell(_ port: Int) {
        teller.yield(port)
        teller.finish()
    }

    /// The server has ended; without effect once a port was told.
    func giveUp() {
        teller.finish()
    }

    /// Waits for the port; nil when the server ended before it listened.
    func port() async -> Int? {
        for await port in ports { return port }
        return nil
    }
}
