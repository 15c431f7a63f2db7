import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import Logging
import Messages
import NIOCore
import Pipeline
import Storage
import Synchronization
import Web

/// The web as production wires it, over a store of its own, with a few routes of its own.
struct TestPostman {
    static let revision = RevisionID("0123456789ab")

    let store: Store
    let clock = TestClock()
    let registry = PrometheusRegistry()
    private let logs = InMemoryLogHandler()
    private let requests = Requests()
    let server: WebServer
    /// Keys by role, as `Authorization` headers.
    let source: String
    let `operator`: String
    let courier: String

    init(
        _ kind: StoreKind = .sqlite, _ settings: WebSettings = WebSettings(port: 0), checks: [ReadinessCheck] = [],
        routes: (Routes, Committer) -> Void = { _, _ in }
    ) async throws {
        let store = try Store(try await kind.location())
        let committer = Committer(store: store, clock: clock.wallClock)
        let now = clock.now
        var headers: [String] = []
        for (name, role) in [("ut103", Role.source), ("дежурный", .operator), ("курьер", .courier)] {
            let (key, secret) = APIKey.generate(name: name, roles: [role], at: now)
            _ = try await store.transaction { try $0.add(key) }
            headers.append(Self.basic(name, secret))
        }
        (self.store, source, self.operator, courier) = (store, headers[0], headers[1], headers[2])
        server = WebServer(
            settings, registry: registry, clock: clock.wallClock,
            logger: Logger(label: "test", factory: { [logs] _ in logs }),
            keys: { try await store.read { try $0.keys() } }, revision: { Self.revision },
            accessLog: { [requests] in requests.add($0) }, checks: checks,
            routes: { added in
                Self.notes(added, committer)
                routes(added, committer)
            })
    }

    static func basic(_ name: String, _ secret: String) -> String {
        "Basic " + Data("\(name):\(secret)".utf8).base64EncodedString()
    }

    /// Starts the server on a free port of this machine, lets the body call it, and stops it.
    func visit(
        _ setup: TestingSetup = .live, _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await server.application.test(setup, body)
    }

    /// The lines of the log with this message.
    func lines(_ message: String) -> [LogLine] {
        logs.entries.filter { "\($0.message)" == message }
            .map { LogLine(level: $0.level.rawValue, metadata: $0.metadata.mapValues { "\($0)" }) }
    }

    /// The access log's lines.
    var requestLines: [LogLine] {
        requests.all.map { record in
            let pairs = record.members.map { ($0.name, $0.value.string ?? $0.value.text) }
            return LogLine(level: record.level.rawValue, metadata: Dictionary(uniqueKeysWithValues: pairs))
        }
    }

    private final class Requests: Sendable {
        private let records = Mutex<[AccessRecord]>([])

        var all: [AccessRecord] { records.withLock { $0 } }

        func add(_ record: AccessRecord) { records.withLock { $0.append(record) } }
    }

    /// How many effects `POST /api/v1/notes/{about}` had.
    func effects() async throws -> Int {
        try await store.read { try $0.journal(limit: 1000).count }
    }

    /// A route whose effect is a journal entry, one that only reads, and one that fails.
    private static func notes(_ routes: Routes, _ committer: Committer) {
        routes.mutate(.post, "/api/v1/notes/{about}", for: [.source], body: .json(.message), by: committer) { call in
            guard let text = call.body.json?["text"]?.string else {
                throw Problem(
                    .validationFormat, "Нужен text.", faults: [.init(field: "text", message: "нужна строка")])
            }
            let (identity, about) = (call.identity, call.parameter("about"))
            return { session, now in
                let entry = JournalEntry(
                    at: now, kind: .accepted, correlationID: identity.correlationID, summary: "\(about): \(text)")
                try session.note(entry)
                return Reply(
                    status: 202, headers: [.init("Location", .string("/api/v1/notes/\(entry.id)"))],
                    json: .object([.init("id", .string(entry.id))]))
            }
        }
        routes.read("/api/v1/notes/{about}", for: [.operator, .courier]) { call in
            Reply(
                status: 200,
                json: .object([
                    .init("about", .string(call.parameter("about"))), .init("caller", .string(call.caller.name)),
                ]))
        }
        routes.read("/api/v1/broken", for: [.operator]) { _ in
            throw Broken(secret: "SELECT password FROM everything")
        }
    }
}
