package import Foundation
import Messages

/// What the Lua language server of an editor needs to know our objects and our language by: `---@meta` files under
/// `mappings/.meta`, and its settings. Hidden folders are no part of a tree, so no revision depends on them.
package struct LuaStubs: Sendable {
    /// Where the files lie, from the root of the tree.
    package static let folder = "mappings/.meta"
    /// The settings that tell an editor where they are.
    package static let settingsFile = ".luarc.json"
    /// What a person calls to bring them up to date.
    package static let command = "pochtar lsp-stubs"

    private let made: EditorFiles

    /// Makes the files for the contracts of a tree.
    ///
    /// - Throws: what is wrong with the contracts; the scripts may be broken.
    package init(_ tree: TreeFiles) throws(TreeRefused) {
        var reading = TreeReading(tree)
        let contracts = reading.contracts()
        guard reading.findings.isEmpty else { throw TreeRefused(findings: reading.findings) }
        let language = "\(Self.folder)/language.lua"
        var files: [String: String] = [:]
        do { files[language] = LanguageStubs.text(try Sandbox(limits: .declaration).words.mappings) } catch {
            throw TreeRefused(findings: [Finding(.error, file: language, line: 1, message: error.message)])
        }
        for (system, contract) in contracts {
            let isTarget = tree.files.keys.contains { $0.hasPrefix("mappings/") && $0.hasSuffix("/to_\(system).lua") }
            files["\(Self.folder)/\(system).lua"] = ClassStubs(contract, isTarget: isTarget).text
        }
        made = EditorFiles(folder: Self.folder, files: files, command: Self.command, origin: "контрактами")
    }

    /// Contents by path from the root of the tree.
    package var files: [String: String] { made.files }

    /// The settings of the language server for a whole tree.
    package static let settings = """
        {
          "runtime": {
            "version": "Lua 5.4",
            "unicodeName": true,
            "path": ["mappings/lib/?.lua"],
            "pathStrict": true,
            "builtin": {
              "coroutine": "disable",
              "debug": "disable",
              "io": "disable",
              "os": "disable",
              "package": "disable",
              "utf8": "disable"
            }
          },
          "workspace": {
            "library": ["\(folder)"],
            "ignoreDir": [".build", ".git", "data", "Sources", "Tests", "plugins"],
            "checkThirdParty": false
          }
        }

        """

    /// Writes what differs, and takes away what belongs to no system any more.
    ///
    /// - Returns: paths that were written or taken away; empty when all was up to date.
    package func write(under root: URL) throws -> [String] {
        let changed = try made.write(under: root)
        // An editor's settings are its owner's: they are begun, never changed.
        let settings = root.appending(path: Self.settingsFile)
        guard !FileManager.default.fileExists(atPath: settings.path) else { return changed }
        try Data(Self.settings.utf8).write(to: settings)
        return changed + [Self.settingsFile]
    }

    /// Files that no longer say what the contracts say; none where a tree has no such folder.
    package func findings(under root: URL) -> [Finding] {
        made.findings(under: root)
    }
}
