import ServiceLifecycle
import Stand

/// The stand as a service.
struct StandService: Service, CustomStringConvertible {
    let stand: StandApplication
    let port: PortSignal

    var description: String { "stand" }

    func run() async throws {
        defer { port.giveUp() }
        let port = port
        try await stand.run { port.tell($0) }
    }
}
