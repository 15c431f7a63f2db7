import Cluster
import Foundation
import Messages
import Storage

/// The postman as a process that may be killed and started again: same port, same data, same tree.
actor PostmanNode {
    nonisolated let port: Int
    private nonisolated let household: Household
    private nonisolated let tree: TestTree
    private nonisolated let data: URL
    /// The PostgreSQL that keeps its store instead.
    private nonisolated let postgres: String?
    private nonisolated let folder: URL
    private nonisolated let variables: [String: String]
    private var program: Program?
    private var lives = 0

    /// - Parameters:
    ///   - stand: the port of the stand that is УТ 11.
    ///   - postgres: where its store is, when it is not in its own data folder.
    init(in household: Household, tree: TestTree, folder: URL, stand: Int, postgres: String? = nil) throws {
        port = try FreePort.find()
        self.household = household
        self.tree = tree
        self.folder = folder
        data = folder.appending(path: "data")
        self.postgres = postgres
        variables = [
            "POCHTAR_TARGETS_UT11_BASE_URL": "http://127.0.0.1:\(stand)/ut11/odata/standard.odata",
            "POCHTAR_LOG_FORMAT": "text",
        ]
    }

    /// Where its store is.
    nonisolated var location: StoreLocation {
        postgres.map { .postgres($0) } ?? .file(data.appending(path: "pochtar.sqlite"))
    }

    /// The options that say where its store is.
    private nonisolated var store: [String] {
        postgres.map { ["--postgres", $0] } ?? ["--data", data.path]
    }

    /// Speaks to it as the key of `dev` that has every role.
    nonisolated var caller: Caller { Caller(port: port, credentials: "dev:dev") }

    /// Starts it, and returns once it is ready.
    func start() async throws {
        let program = try launch()
        try await Patience.until("the postman is ready") {
            if let status = program.status { throw Problem(.internalError, "ended with \(status): \(program.output)") }
            return try await caller.get("/health/ready").status == 200
        }
    }

    /// Starts it and does not wait.
    @discardableResult func launch() throws -> Program {
        precondition(program?.isRunning != true, "one life at a time")
        lives += 1
        let program = try Program(
            ["serve", "--environment", "dev", "--port", String(port), "--tree", tree.folder.path] + store,
            in: household, variables: variables, log: folder.appending(path: "postman-\(port).\(lives).log"))
        self.program = program
        return program
    }

    /// SIGKILL; returns once it is gone.
    func kill() async throws {
        try await program?.kill()
    }

    /// SIGSTOP: it does nothing more, and does not know it.
    func freeze() {
        program?.freeze()
    }

    /// SIGCONT: it goes on where it stood.
    func thaw() {
        program?.thaw()
    }

    /// SIGTERM; does not wait.
    func tellToEnd() {
        program?.tellToEnd()
    }

    /// Waits until it has ended by itself; returns its exit status.
    func ended() async throws -> Int? {
        try await program?.ended()
    }

    /// Whether nobody listens on its port.
    nonisolated func isDeaf() async -> Bool {
        (try? await caller.get("/health/live")) == nil
    }

    /// Runs another command of the product on the same data; returns what it printed once it has ended with 0.
    nonisolated func run(_ command: [String], expecting expected: Int32 = 0) async throws -> String {
        try await outcome(of: command + ["--environment", "dev"] + store, expected)
    }

    /// Runs a command that only needs the tree.
    nonisolated func consult(_ command: [String], expecting expected: Int32 = 0) async throws -> String {
        try await outcome(of: command, expected)
    }

    private nonisolated func outcome(of command: [String], _ expected: Int32) async throws -> String {
        let log = folder.appending(path: "\(command[0]).\(UUID().uuidString).log")
        let program = try Program(
            command + ["--tree", tree.folder.path], in: household, variables: variables, log: log)
        let status = try await program.ended()
        guard status == expected else {
            throw Problem(.internalError, "\(command) ended with \(status): \(program.output)")
        }
        return program.output
    }
}
