package import Hummingbird
package import Logging
package import Messages
import NIOCore

/// The stand put together: УТ 11 over OData, its faults, the feeding 10.3 and the ledger over both, on one port.
package struct StandApplication: Sendable {
    /// УТ 11's data.
    package let base: UT11Database
    /// What goes wrong in УТ 11.
    package let faults: FaultBoard
    /// What 10.3 sent.
    package let sent: SentLog
    /// 10.3 at work.
    package let feeder: Feeder
    /// 10.3 coming for what is for it.
    package let puller: Puller103
    /// УТ 11 sending what was written in it.
    package let exchange: UT11Exchange

    private let settings: StandSettings
    private let desk: FeedDesk
    private let clock: WallClock
    private let logger: Logger

    /// - Parameters:
    ///   - contract: the types that УТ 11 publishes.
    ///   - clock: the time of effects, of delays and of the feeder's pauses.
    package init(
        settings: StandSettings, contract: Contract, clock: WallClock = .system,
        logger: Logger = Logger(label: "stand")
    ) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        base = UT11Database(contract: contract, clock: clock)
        faults = FaultBoard()
        sent = SentLog()
        feeder = Feeder(log: sent, clock: clock)
        puller = Puller103(clock: clock)
        exchange = UT11Exchange(base: base)
        desk = FeedDesk(feeder: feeder)
    }

    /// What both peers hold now, judged.
    package var ledger: Ledger { Ledger(sent: sent, base: base) }

    /// Serves until the task is cancelled or the surrounding service group shuts down.
    ///
    /// - Parameter whenReady: called once with the port that is listened on.
    package func run(whenReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let server = application(whenReady: whenReady)
        let desk = desk
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask { await desk.run() }
            try await group.next()
            group.cancelAll()
        }
    }

    /// The server alone, without the desk that runs feeds ordered over HTTP.
    package func application(
        whenReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router(context: StandContext.self)
        let service = ODataService(base: base, settings: settings.ut11)
        ODataRoutes(service: service, faults: faults, clock: clock).add(to: router)
        ExchangeRoutes(puller: puller, exchange: exchange).add(to: router)
        let (sent, base) = (sent, base)
        ControlRoutes(
            faults: faults, desk: desk, clock: clock, ledger: { Ledger(sent: sent, base: base) }
        ).add(to: router)
        return Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "Apache/2.4 (1C)"),
            onServerRunning: { channel in await whenReady(channel.localAddress?.port ?? 0) }, logger: logger)
    }
}
