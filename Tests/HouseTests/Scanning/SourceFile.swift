/// One file of the tree, taken apart once.
struct SourceFile {
    /// From the root of the repository: `Sources/YAML/Tree/YAMLNode.swift`.
    let path: String
    let lines: [String]
    let swift: SwiftText
    let tokens: [SwiftToken]
    let declarations: [Declaration]

    init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
        swift = SwiftText(path.hasSuffix(".swift") ? text : "")
        tokens = SwiftToken.all(in: swift.code)
        declarations = DeclarationScanner(tokens).declarations
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
    var isSource: Bool { path.hasPrefix("Sources/") }

    /// `YAML`, `YAMLTests`; nil for a file outside of the rooms.
    var room: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : nil
    }

    /// Folders from the root down, without the file.
    var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }

    /// `JSON+Writing`.
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
    }

    /// What is wrong at a line.
    func violation(_ line: Int, _ remedy: String) -> Violation {
        Violation(path: path, line: line, remedy: remedy)
    }
}
