import ArgumentParser
import Foundation
import Scripts

/// Which tree is meant, for commands that work without a store.
struct TreeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Папка с mappings, policies и plugins. По умолчанию рабочая.", valueName: "dir"))
    var tree: String?

    /// The tree's root.
    ///
    /// - Throws: a wrong call when it is no folder.
    func root() throws -> URL {
        let root = URL(filePath: tree ?? SettingsOptions.variables["POCHTAR_TREE"] ?? ".").absoluteURL
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFault.call("Папки \(root.path) нет: укажите её в --tree.")
        }
        return root
    }

    /// The tree as a revision.
    ///
    /// - Throws: everything that is wrong with it, in a fault of its own.
    func revision() throws -> Revision {
        do {
            return try Revision(files: try TreeFiles(readingFrom: try root()))
        } catch let refused as TreeRefused {
            throw CommandFault(refused.findings.map(\.description).joined(separator: "\n"))
        }
    }
}
