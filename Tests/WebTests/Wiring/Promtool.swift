import Foundation
import Testing

/// Prometheus' own judge of a scrape.
enum Promtool {
    private static let path = "/usr/bin/promtool"

    /// The exit status and everything it wrote.
    static func check(_ text: String) throws -> (status: Int32, complaints: String) {
        try #require(
            FileManager.default.isExecutableFile(atPath: path),
            "\(path) is missing: `make test` installs it (package prometheus)")
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["check", "metrics"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let complaints = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: complaints, as: UTF8.self))
    }
}
