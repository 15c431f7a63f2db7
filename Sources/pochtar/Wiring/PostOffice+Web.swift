import Foundation
import Logging
import Messages
import Pipeline
import Scripts
import Storage
import Web

extension PostOffice {
    /// The HTTP side over this office's store and revision.
    func webServer(port: PortSignal) -> WebServer {
        let (store, revisions) = (store, revisions)
        let web = WebSettings(
            host: settings.host, port: settings.port, isDevelopment: settings.environment == .dev,
            quotas: settings.quotas, idleTimeout: settings.limits.idleTimeout)
        return WebServer(
            web, registry: registry, clock: clock, logger: logger,
            keys: { try await store.read { try $0.keys() } },
            revision: { revisions.live.id },
            checks: [storeCheck],
            onServerRunning: { listening(on: $0, port) },
            routes: { _ in })
    }

    /// The postman takes messages while its store answers; a refused tree leaves the last good revision at work.
    private var storeCheck: ReadinessCheck {
        let store = store
        return ReadinessCheck("store") {
            _ = try await store.read { try $0.liveActivation() }
            return .well
        }
    }

    private func listening(on number: Int, _ port: PortSignal) {
        logger.notice(
            "listening",
            metadata: [
                "host": "\(settings.host)", "port": .stringConvertible(number),
                "revision": "\(revisions.live.id)", "data": "\(settings.data.path)",
            ])
        port.tell(number)
    }
}
