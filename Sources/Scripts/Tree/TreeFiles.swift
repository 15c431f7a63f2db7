package import Foundation
package import Messages

/// The content of a tree: everything under mappings/, policies/ and plugins/, by path.
package struct TreeFiles: Sendable, Hashable {
    /// Files larger than this are refused, and trees of more files.
    package static let fileLimit = 4 << 20
    package static let countLimit = 10_000
    /// What a tree is made of.
    static let folders = ["mappings", "policies", "plugins"]

    /// Contents by path from the tree's root, in NFC: `mappings/Контрагенты/to_ut11.lua`.
    package let files: [String: [UInt8]]

    package init(files: [String: [UInt8]]) {
        self.files = Dictionary(
            files.map { ($0.key.precomposedStringWithCanonicalMapping, $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Reads a tree from disk; hidden files and what editors leave behind are passed over.
    ///
    /// - Throws: `TreeRefused` when a file cannot be read or is too large, or no tree is there.
    package init(readingFrom root: URL) throws {
        var files: [String: [UInt8]] = [:]
        for folder in Self.folders {
            try Self.read(root.appending(path: folder), as: folder, into: &files)
        }
        guard !files.isEmpty else {
            throw TreeRefused(findings: [
                Finding(.error, file: root.path, line: 1, message: "здесь нет папок mappings, policies и plugins")
            ])
        }
        self.init(files: files)
    }

    /// Names the content.
    package var revision: RevisionID {
        var parts: [UInt8] = []
        for path in files.keys.sorted() {
            let content = files[path, default: []]
            parts.append(contentsOf: "\(path.utf8.count):\(path)\(content.count):".utf8)
            parts.append(contentsOf: content)
        }
        return RevisionID(String(Digest.hex(parts).prefix(12)))
    }

    /// The paths under a folder, sorted.
    func paths(under folder: String, suffix: String) -> [String] {
        files.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(suffix) }.sorted()
    }

    private static func read(_ folder: URL, as path: String, into files: inout [String: [UInt8]]) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            return
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            if isPassedOver(name) { continue }
            let url = folder.appending(path: name)
            let inner = "\(path)/\(name)"
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            if isFolder.boolValue {
                try read(url, as: inner, into: &files)
                continue
            }
            let data = try Data(contentsOf: url)
            guard data.count <= fileLimit, files.count < countLimit else {
                throw tooLarge(inner)
            }
            files[inner] = Array(data)
        }
    }

    /// Whether a file or folder is none of the tree's: hidden, or left behind by an editor.
    static func isPassedOver(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix("~") || name.hasSuffix(".swp")
    }

    static func tooLarge(_ path: String) -> TreeRefused {
        TreeRefused(findings: [
            Finding(
                .error, file: path, line: 1, message: "файл больше \(fileLimit >> 20) МиБ или файлов слишком много")
        ])
    }
}
