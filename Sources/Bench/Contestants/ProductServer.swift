import Cluster
import Foundation

/// The product as a process of its own, on a store of its own.
final class ProductServer: Sendable {
    /// What it keeps its data in.
    enum Ground {
        case sqlite
        case postgres(String)
    }

    let port: Int
    private let process: ChildProcess

    /// Starts a server and waits until it is ready.
    ///
    /// - Parameters:
    ///   - isWhole: it also works behind the accepts; otherwise it only takes in.
    ///   - target: the port of the stand.
    static func start(
        _ setting: Setting, on ground: Ground, isWhole: Bool = false, target: Int? = nil
    ) async throws -> ProductServer {
        let port = try FreePort.find()
        let name = "server-\(port)"
        var arguments = [
            setting.product.path, "serve", "--environment", "dev", "--port", "\(port)", "--tree", setting.tree.path,
            "--data", setting.folder.appending(path: name).path,
        ]
        if case .postgres(let dsn) = ground { arguments += ["--postgres", dsn] }
        if !isWhole { arguments += ["--only", "intake"] }
        let variables = target.map {
            ["POCHTAR_TARGETS_UT11_BASE_URL": "http://127.0.0.1:\($0)/ut11/odata/standard.odata"]
        }
        let log = setting.folder.appending(path: name + ".log")
        let process = try await ChildProcess.start(arguments, variables: variables ?? [:], log: log)
        let server = ProductServer(port: port, process: process)
        for _ in 0..<1000 {
            guard process.exitCode == nil else { break }
            if try await Self.isReady(port, "/health/ready") { return server }
            try await Task.sleep(for: .milliseconds(20))
        }
        await server.stop()
        let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw BenchFault("the server did not become ready: \(said.suffix(1000))")
    }

    /// Starts the stand, and waits until it is ready.
    static func stand(_ setting: Setting) async throws -> ProductServer {
        let port = try FreePort.find()
        let process = try await ChildProcess.start(
            [setting.product.path, "stand", "--port", "\(port)", "--tree", setting.tree.path],
            log: setting.folder.appending(path: "stand-\(port).log"))
        while try await !Self.isReady(port, "/stand/health") {
            guard process.exitCode == nil else { throw BenchFault("the stand ended") }
            try await Task.sleep(for: .milliseconds(20))
        }
        return ProductServer(port: port, process: process)
    }

    private init(port: Int, process: ChildProcess) {
        self.port = port
        self.process = process
    }

    private static func isReady(_ port: Int, _ path: String) async throws -> Bool {
        (try? Caller(port: port).get(path).status) == 200
    }

    var cpuSeconds: Double { process.cpuSeconds }

    var residentMegabytes: Double { Double(process.residentBytes) / 1_048_576 }

    func stop() async {
        process.send(SIGTERM)
        await process.ended()
    }
}
