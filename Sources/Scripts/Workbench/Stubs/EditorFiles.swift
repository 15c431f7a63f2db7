package import Foundation

/// Files that are made for editors from what a tree declares, in a folder that no revision depends on.
package struct EditorFiles: Sendable {
    /// From the root of the tree; hidden: `mappings/.meta`.
    package let folder: String
    /// Contents by path from the root of the tree.
    package let files: [String: String]
    /// What a person calls to bring them up to date.
    package let command: String
    /// From what they are made, for complaints: «контрактами».
    private let origin: String

    package init(folder: String, files: [String: String], command: String, origin: String) {
        self.folder = folder
        self.files = files
        self.command = command
        self.origin = origin
    }

    /// Writes what differs, and takes away what nothing is made of any more.
    ///
    /// - Returns: paths that were written or taken away; empty when all was up to date.
    package func write(under root: URL) throws -> [String] {
        var changed: [String] = []
        let folder = root.appending(path: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (path, text) in files.sorted(by: { $0.key < $1.key }) where Self.text(root, path) != text {
            try Data(text.utf8).write(to: root.appending(path: path))
            changed.append(path)
        }
        for path in present(root) where files[path] == nil {
            try FileManager.default.removeItem(at: root.appending(path: path))
            changed.append(path)
        }
        return changed
    }

    /// Files that no longer say what the tree says; none where a tree has no such folder.
    package func findings(under root: URL) -> [Finding] {
        guard FileManager.default.fileExists(atPath: root.appending(path: folder).path) else { return [] }
        let stale = files.filter { Self.text(root, $0.key) != $0.value }.map(\.key)
        let stray = present(root).filter { files[$0] == nil }
        return (stale + stray).sorted().map { path in
            Finding(
                .error, file: path, line: 1,
                message: "описание для редактора разошлось с \(origin): обновите его командой \(command)")
        }
    }

    private static func text(_ root: URL, _ path: String) -> String? {
        FileManager.default.contents(atPath: root.appending(path: path).path).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Files of the folder with the ending of those that are made.
    private func present(_ root: URL) -> [String] {
        let endings = Set(files.keys.map { $0.split(separator: ".").last.map(String.init) ?? "" })
        let names = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
        return (names ?? []).filter { endings.contains($0.split(separator: ".").last.map(String.init) ?? "") }
            .map { "\(folder)/\($0)" }
    }
}
