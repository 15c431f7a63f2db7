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
}
