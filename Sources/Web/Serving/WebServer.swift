package import Hummingbird
package import Logging
package import Messages
package import Storage

/// The postman's HTTP side: middlewares, health, metrics, documentation, and the routes that it is given.
package struct WebServer: Sendable {
    private static let quiet: Set<String> = ["/health/live", "/health/ready", "/metrics"]

    /// What Hummingbird runs; it stops gracefully with the service group it is in.
    package let application: Application<RouterResponder<WebContext>>

    /// - Parameters:
    ///   - keys: reads all API keys.
    ///   - revision: the live revision, written on each answer.
    ///   - accessLog: takes the record of each request.
    ///   - checks: what `/health/ready` asks.
    ///   - onServerRunning: told the port once it listens.
    ///   - routes: adds the routes of the product.
    package init(
        _ settings: WebSettings, registry: PrometheusRegistry, clock: WallClock = .system, logger: Logger,
        keys: @escaping @Sendable () async throws -> [APIKey], revision: @escaping @Sendable () -> RevisionID?,
        accessLog: @escaping @Sendable (AccessRecord) -> Void,
        checks: [ReadinessCheck] = [], onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in },
        routes add: (Routes) -> Void
    ) {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: IdentityMiddleware(clock: clock, revision: revision))
        router.add(
            middleware: AccessLogMiddleware(
                clock: clock, level: settings.accessLog, quiet: Self.quiet, write: accessLog))
        router.add(middleware: TrafficMiddleware(registry: registry))
        router.add(middleware: ProblemMiddleware())
        let dates = HTTPDate()
        let gatekeeper = Gatekeeper(
            ring: KeyRing(clock: clock, load: keys), quotas: QuotaMeter(settings.quotas),
            allowsDevelopmentKey: settings.isDevelopment)
        let desk = Desk(gatekeeper: gatekeeper, clock: clock, metrics: registry, dates: dates)
        let routes = Routes(router: router, desk: desk)
        routes.health(checks, registry)
        routes.documentation()
        add(routes)
        routes.refuseOtherMethods()
        let responder = router.buildResponder()
        application = Application(
            responder: responder,
            server: .keepingDates(
                responder, dates: dates, clock: clock, idleTimeout: settings.idleTimeout, logger: logger),
            configuration: .init(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onServerRunning(port) }
            }, logger: logger)
    }
}
