import Foundation
import Logging
import Messages
import Pipeline
import Storage
import Web

extension PostOffice {
    /// The HTTP side over this office's walk.
    func webServer(port: PortSignal) -> WebServer {
        let (postman, duties) = (postman, settings.duties)
        let web = WebSettings(
            host: settings.host, port: settings.port, isDevelopment: settings.environment == .dev,
            quotas: settings.quotas, idleTimeout: settings.limits.idleTimeout)
        return WebServer(
            web, registry: registry, clock: clock, logger: logger,
            keys: { try await postman.store.read { try $0.keys() } },
            revision: { postman.revisions.liveID },
            accessLog: AccessLog(settings: settings.log, environment: settings.environment).write,
            checks: ReadinessCheck.all(of: postman),
            onServerRunning: { listening(on: $0, port) },
            routes: { $0.product(postman, duties: duties) })
    }

    private func listening(on number: Int, _ port: PortSignal) {
        logger.notice(
            "listening",
            metadata: [
                "host": "\(settings.host)", "port": .stringConvertible(number),
                "revision": "\(postman.revisions.liveID)", "store": "\(settings.storeName)",
            ])
        port.tell(number)
    }
}
