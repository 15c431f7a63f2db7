extension SourceTree {
    static let mostFileLines = 400
    static let mostFunctionLines = 70
    static let mostColumns = 120
    static let mostFilesInFolder = 12

    var longFiles: [Violation] {
        files.filter { $0.lines.count > Self.mostFileLines }.map { file in
            file.violation(
                Self.mostFileLines + 1,
                "\(file.lines.count) lines, at most \(Self.mostFileLines): move a topic into Type+Topic.swift")
        }
    }

    var longFunctions: [Violation] {
        swiftFiles.flatMap { file in
            file.declarations.filter { declaration in
                Declaration.bodyKeywords.contains(declaration.keyword)
                    && declaration.lines.count > Self.mostFunctionLines
            }
            .map { declaration in
                file.violation(
                    declaration.lines.lowerBound,
                    "\(declaration.keyword) \(declaration.name) has \(declaration.lines.count) lines, "
                        + "at most \(Self.mostFunctionLines): give its parts names")
            }
        }
    }

    var longLines: [Violation] {
        files.flatMap { file in
            file.lines.enumerated().filter { $0.element.count > Self.mostColumns }.map { index, line in
                file.violation(index + 1, "\(line.count) columns, at most \(Self.mostColumns): break the line")
            }
        }
    }

    var fullFolders: [Violation] {
        let folders = Dictionary(grouping: swiftFiles) { $0.folders.joined(separator: "/") }
        return folders.filter { $0.value.count > Self.mostFilesInFolder }.sorted { $0.key < $1.key }
            .map { folder, files in
                Violation(
                    path: folder, line: 1,
                    remedy: "\(files.count) files, at most \(Self.mostFilesInFolder): sort them into topics")
            }
    }
}
