import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The product as a process of its own, with its store in a folder of its own.
final class ProductServer {
    /// What the process has used so far.
    struct Usage {
        let cpuSeconds: Double
        let residentBytes: Int
    }

    let port: Int
    private let process: Process

    /// Starts a server on a free port and waits until it is ready.
    static func start(product: String, tree: String, data: URL) async throws -> ProductServer {
        let server = try ProductServer(product: product, tree: tree, data: data)
        for _ in 0..<500 {
            guard server.process.isRunning else { throw BenchFault("the server ended before it was ready") }
            let request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/health/ready")
            if let response = try? await HTTPClient.shared.execute(request, timeout: .seconds(1)),
                response.status == .ok
            {
                return server
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        server.stop()
        throw BenchFault("the server did not become ready")
    }

    private init(product: String, tree: String, data: URL) throws {
        port = Int.random(in: 20_000..<40_000)
        process = Process()
        process.executableURL = URL(filePath: product)
        process.arguments = [
            "serve", "--environment", "dev", "--data", data.path, "--port", "\(port)", "--tree", tree,
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Reads the process' own account of itself.
    func usage() throws -> Usage {
        let folder = "/proc/\(process.processIdentifier)"
        let stat = try String(contentsOfFile: folder + "/stat", encoding: .utf8)
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let pages = try String(contentsOfFile: folder + "/statm", encoding: .utf8).split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]), pages.count > 1,
            let resident = Int(pages[1])
        else { throw BenchFault("cannot read \(folder)") }
        return Usage(cpuSeconds: (user + system) / Double(sysconf(Int32(_SC_CLK_TCK))), residentBytes: resident * 4096)
    }
}
