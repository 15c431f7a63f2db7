package import Logging
package import Messages

/// How the postman listens and what it lets in.
package struct WebSettings: Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// Whether the environment is dev: then `dev:dev` works from this machine.
    package var isDevelopment: Bool
    package var quotas: QuotaPlan
    /// A connection on which nothing happens for so long is closed.
    package var idleTimeout: Span
    /// At which level each request is logged.
    package var accessLog: Logger.Level

    package init(
        host: String = "127.0.0.1", port: Int = 8103, isDevelopment: Bool = false, quotas: QuotaPlan = QuotaPlan(),
        idleTimeout: Span = .seconds(120), accessLog: Logger.Level = .info
    ) {
        self.host = host
        self.port = port
        self.isDevelopment = isDevelopment
        self.quotas = quotas
        self.idleTimeout = idleTimeout
        self.accessLog = accessLog
    }
}
