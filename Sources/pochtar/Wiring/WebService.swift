import Hummingbird
import ServiceLifecycle
import Web

/// The HTTP side as a service; it stops accepting before the walk is stopped.
struct WebService: Service, CustomStringConvertible {
    let server: WebServer
    let port: PortSignal

    var description: String { "web" }

    func run() async throws {
        defer { port.giveUp() }
        try await server.application.run()
    }
}
