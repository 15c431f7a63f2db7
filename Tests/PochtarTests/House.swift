import Foundation

/// The repository that these tests stand in.
enum House {
    /// The folder with mappings, policies and plugins.
    static let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A copy of the tree that a test may break.
    static func copy(into folder: TemporaryFolder) throws -> URL {
        let copy = folder.url.appending(path: "tree")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for part in ["mappings", "policies", "plugins"] {
            try FileManager.default.copyItem(at: tree.appending(path: part), to: copy.appending(path: part))
        }
        return copy
    }

    /// Describes a type to a copy's contract of a system; it takes the place of one that only names the type.
    static func add(_ type: String, to system: String, of tree: URL) throws {
        let folder = tree.appending(path: "mappings/contracts/\(system)")
        let name = type.split(separator: ":").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let rest = lines.filter { !$0.hasPrefix("  \(name): {") }
            if rest.count < lines.count { try Data(rest.joined(separator: "\n").utf8).write(to: file) }
        }
        try Data("system: \(system)\ntypes:\n\(type)".utf8).write(to: folder.appending(path: "добавленное.yaml"))
    }
}
