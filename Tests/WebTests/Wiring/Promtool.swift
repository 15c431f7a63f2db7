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
        let folder = FileManager.default.temporaryDirectory.appending(path: "promtool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (scrape, complaints) = (folder.appending(path: "scrape"), folder.appending(path: "complaints"))
        try Data(text.utf8).write(to: scrape)
        // Through files and the shell: Foundation's Process loses ends of children that tests start side by side.
        let status = system("\(path) check metrics < '\(scrape.path)' > '\(complaints.path)' 2>&1")
        return (status >> 8 & 0xFF, String(decoding: try Data(contentsOf: complaints), as: UTF8.self))
    }
}
