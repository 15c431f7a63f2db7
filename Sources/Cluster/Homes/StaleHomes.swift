import Foundation

/// Homes whose owner was killed before it could clear them.
enum StaleHomes {
    private static let prefix = "pochtar-pg-"

    /// A name for a home of this process: its id and its start, which no other process ever has together.
    static func nameOfOurs() -> String {
        let owner = getpid()
        let start = ProcessTable.entry(owner)?.start ?? "0"
        return "\(prefix)\(owner)-\(start)-\(UInt32.random(in: 0 ... .max))"
    }

    /// Ends what still runs in homes without an owner, and removes them.
    static func clear() {
        for roof in [FileManager.default.temporaryDirectory, URL(filePath: "/tmp")] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: roof.path)) ?? []
            for name in names where name.hasPrefix(prefix) && !hasOwner(name) {
                let home = roof.appending(path: name)
                if let file = PostmasterFile(data: home.appending(path: "data")) {
                    file.endPostmaster()
                    file.releaseMemory()
                }
                try? FileManager.default.removeItem(at: home)
            }
        }
    }

    private static func hasOwner(_ name: String) -> Bool {
        let parts = name.dropFirst(prefix.count).split(separator: "-")
        guard parts.count == 3, let owner = pid_t(parts[0]), let entry = ProcessTable.entry(owner) else { return false }
        return entry.start == parts[1] && !entry.isOver
    }
}
