import Foundation

/// The sources that the rules are about.
struct SourceTree: Sendable {
    /// Sorted by path.
    let files: [SourceFile]

    /// A tree made up of texts by path.
    init(_ texts: [String: String]) {
        files = texts.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    }

    /// The repository that this test was compiled in.
    static let house: SourceTree = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return SourceTree(under: root)
    }()

    private init(under root: URL) {
        var texts: [String: String] = [:]
        for top in ["Package.swift", "Sources", "Tests"] {
            let start = root.appending(path: top)
            let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
            let below = walk?.compactMap { $0 as? URL } ?? []
            for file in [start] + below where ["swift", "c", "h"].contains(file.pathExtension) {
                let path = file.standardizedFileURL.path.dropFirst(root.standardizedFileURL.path.count)
                texts[String(path.drop { $0 == "/" })] = try? String(contentsOf: file, encoding: .utf8)
            }
        }
        self.init(texts)
    }

    var swiftFiles: [SourceFile] { files.filter(\.isSwift) }
    var swiftSources: [SourceFile] { files.filter { $0.isSwift && $0.isSource } }
}
