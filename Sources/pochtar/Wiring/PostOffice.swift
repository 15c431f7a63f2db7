import Connectors
import Foundation
import Logging
import Messages
import Pipeline
import Scripts
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// The postman put together: the store, the live revision, the ways to the targets, the walk, and its HTTP side.
struct PostOffice: Sendable {
    let settings: Settings
    let store: Store
    let revisions: RevisionKeeper
    let postman: Postman
    let registry: PrometheusRegistry
    let clock: WallClock
    let logger: Logger

    private let peers: [String: PeerClient]
    /// Keeps other postmen out of the embedded store; PostgreSQL has room for many.
    private let lock: DataLock?

    /// Opens everything that must be there before the first message: the store, the revision, the targets' settings.
    ///
    /// - Parameter variables: where `env:` secrets are.
    /// - Throws: `CommandFault` or `SettingsFault`, in words for the operator.
    static func open(
        _ settings: Settings, variables: [String: String], clock: WallClock = .system, logger: Logger
    ) async throws -> PostOffice {
        let lock = settings.postgres == nil ? try DataLock(settings.data) : nil
        let store = try settings.openStore(variables)
        do {
            return try await PostOffice(settings, store, lock, variables, clock, logger)
        } catch {
            try? store.close()
            throw error
        }
    }

    private init(
        _ settings: Settings, _ store: Store, _ lock: DataLock?, _ variables: [String: String], _ clock: WallClock,
        _ logger: Logger
    ) async throws {
        let registry = PrometheusRegistry()
        let meters = Meters(factory: registry)
        let scripts = ScriptPool(workers: settings.limits.scriptWorkers, zone: settings.zone)
        do {
            revisions = try await RevisionKeeper.start(
                tree: settings.tree, store: store, scripts: scripts, clock: clock, meters: meters, logger: logger)
        } catch let refused as TreeRefused {
            throw CommandFault(
                "Дерево \(settings.tree.path) не годится, а принятой раньше ревизии нет. "
                    + "\(refused.findings.first?.description ?? "") Все ошибки покажет pochtar check.")
        }
        let destinations = try settings.destinations(for: revisions.live, variables: variables)
        peers = destinations.mapValues(PeerClient.init(destination:))
        for target in settings.homelessTargets(of: revisions.live) {
            logger.warning("a mapping writes to a target that has no settings", metadata: ["target": "\(target)"])
        }
        postman = Postman(
            store: store, revisions: revisions, peers: peers, zones: settings.zones, clock: clock, meters: meters,
            logger: logger)
        self.settings = settings
        self.store = store
        self.lock = lock
        self.registry = registry
        self.clock = clock
        self.logger = logger
        registry.observe(postman, process: ProcessGauges(version: Pochtar.version, startedAt: clock.now()))
    }

    /// The services that make the postman work, in the order in which they are started; they are stopped in the
    /// reverse order.
    ///
    /// - Parameter port: told where the HTTP side listens.
    func services(port: PortSignal) -> [any Service] {
        [
            WalkService(postman: postman, duties: settings.duties),
            TreeWatchService(revisions: revisions, tree: settings.tree),
            WebService(server: webServer(port: port), port: port),
        ]
    }

    /// A group that runs the services until SIGTERM or SIGINT; what is in flight then has a limited time to end.
    func group(port: PortSignal) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: services(port: port), gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.quieter)
        configuration.maximumGracefulShutdownDuration = settings.limits.shutdown.duration
        return ServiceGroup(configuration: configuration)
    }

    /// Closes the connections and the store, after the services have ended.
    func close() async {
        for (target, peer) in peers {
            do {
                try await peer.shutdown()
            } catch {
                logger.warning("cannot close connections", metadata: ["target": "\(target)", "error": "\(error)"])
            }
        }
        do {
            try store.close()
        } catch {
            logger.error("cannot close the store", metadata: ["error": "\(error)"])
        }
    }
}

extension Logger {
    /// The lifecycle's own lines are for those who look for them.
    fileprivate var quieter: Logger {
        var logger = self
        logger.logLevel = max(logLevel, .notice)
        return logger
    }
}
