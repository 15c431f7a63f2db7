import Foundation
import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import Logging
import Messages
import Pipeline
import Scripts
import Storage
import Web

/// The postman as production wires it, on loopback: the repository's own tree in a folder that the test may change, a
/// store of its own, a clock that the test moves. Nothing is sorted until the test says so.
struct PostOffice: Sendable {
    let clock: TestClock
    let store: Store
    let registry: PrometheusRegistry
    let tree: URL
    let postman: Postman
    /// `Authorization` headers by role.
    let keys: [Role: String]
    private let server: WebServer

    /// Opens an office, lets the body call it, and tidies up.
    static func open(
        _ kind: StoreKind, withTrials: Bool = false,
        _ body: @escaping @Sendable (PostOffice, any TestClientProtocol) async throws -> Void
    ) async throws {
        let tree = FileManager.default.temporaryDirectory.appending(path: "pochtar-web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: tree) }
        try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
        for folder in ["mappings", "plugins", "policies"] {
            let url = repository.appending(path: folder)
            try FileManager.default.copyItem(at: url, to: tree.appending(path: folder))
        }
        try thinOut(tree)
        if withTrials { try addTrials(to: tree) }
        let office = try await PostOffice(kind, tree)
        try await office.server.application.test(.live) { try await body(office, $0) }
    }

    /// The mappings whose samples stay.
    private static let sampled = ["Номенклатура", "Склады"]

    /// Leaves the mappings to УТ 11, and the samples of a few: a node compiles and runs all that are there before it
    /// takes a tree, while a client waits, and what the shipped ones say is looked at elsewhere.
    private static func thinOut(_ tree: URL) throws {
        let mappings = tree.appending(path: "mappings")
        for folder in try FileManager.default.contentsOfDirectory(atPath: mappings.path) {
            try? FileManager.default.removeItem(at: mappings.appending(path: folder).appending(path: "to_ut103.lua"))
            let samples = mappings.appending(path: folder).appending(path: "samples")
            for name in (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
            where name.precomposedStringWithCanonicalMapping.hasPrefix("из_ут11") {
                try FileManager.default.removeItem(at: samples.appending(path: name))
            }
            guard !sampled.contains(folder.precomposedStringWithCanonicalMapping),
                FileManager.default.fileExists(atPath: samples.path)
            else { continue }
            try FileManager.default.removeItem(at: samples)
        }
    }

    private init(_ kind: StoreKind, _ tree: URL) async throws {
        let store = try Store(try await kind.location())
        let (clock, registry) = (TestClock(), PrometheusRegistry())
        let logger = Logger(label: "test", factory: { _ in InMemoryLogHandler() })
        let meters = Meters(factory: registry)
        let revisions = try await Self.keeper(tree, store, clock, meters, logger)
        let postman = Postman(
            store: store, revisions: revisions, peers: [:], zones: [:], clock: clock.wallClock, meters: meters,
            logger: logger)
        registry.observe(postman, process: ProcessGauges(version: "test", startedAt: clock.now))
        (self.clock, self.store, self.registry, self.tree, self.postman) = (clock, store, registry, tree, postman)
        var keys: [Role: String] = [:]
        for role in [Role.source, .b24, .operator, .integrator, .analyst, .manager] {
            let now = clock.now
            // Two sources: «b24» stands for a second one.
            let (key, secret) = APIKey.generate(
                name: "ключ-\(role.rawValue)", roles: [role == .b24 ? .source : role], at: now)
            _ = try await store.transaction { try $0.add(key) }
            keys[role] = "Bearer \(secret)"
        }
        self.keys = keys
        server = WebServer(
            WebSettings(port: 0), registry: registry, clock: clock.wallClock, logger: logger,
            keys: { try await store.read { try $0.keys() } }, revision: { revisions.liveID },
            accessLog: { _ in }, checks: ReadinessCheck.all(of: postman), routes: { $0.product(postman) })
    }

    /// What a node that starts now takes for the live revision.
    func restarted() async throws -> RevisionID {
        let logger = Logger(label: "test", factory: { _ in InMemoryLogHandler() })
        return try await Self.keeper(tree, store, clock, Meters(factory: registry), logger).liveID
    }

    /// Sorts whatever waits.
    func sort() async throws {
        let sorter = Sorter(
            store: store, revisions: postman.revisions, clock: clock.wallClock, logger: Logger(label: "test"),
            bell: Bell(), senders: [])
        async let sorted: Void = sorter.run()
        while try await store.read({ try $0.queueDepths() }).contains(where: { $0.state == "unsorted" }) {
            await Task.yield()
        }
        await sorter.stop()
        await sorted
    }

    /// One round of the housekeeper.
    func tidy() async {
        let housekeeper = Housekeeper(
            store: store, revisions: postman.revisions, clock: clock.wallClock, meters: Meters(factory: registry),
            logger: Logger(label: "test", factory: { _ in InMemoryLogHandler() }))
        await housekeeper.tidy()
    }

    /// Writes a file of the tree on disk.
    func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: tree.appending(path: path))
    }

    /// A file of the tree on disk.
    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: tree.appending(path: path)), as: UTF8.self)
    }

    /// Takes a sample and its expectation out of the tree on disk.
    func dropSample(_ path: String) throws {
        for ending in [".json", ".ut11.json"] {
            try FileManager.default.removeItem(at: tree.appending(path: path + ending))
        }
    }

    private static func keeper(
        _ tree: URL, _ store: Store, _ clock: TestClock, _ meters: Meters, _ logger: Logger
    ) async throws -> RevisionKeeper {
        try await RevisionKeeper.start(
            tree: tree, store: store, scripts: ScriptPool(workers: 1), clock: clock.wallClock, meters: meters,
            logger: logger)
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
