extension SourceTree {
    /// Imports that the room's line of the table does not have.
    var strayImports: [Violation] {
        swiftSources.flatMap { file in
            guard let room = file.room, let arrows = Arrows.rooms[room] else {
                return [file.violation(1, "the room is not in the table of arrows: a new room needs a decision record")]
            }
            return file.imports.filter { !arrows.union(Arrows.platform).contains($0.module) }.map { found in
                file.violation(found.line, "\(room) may not import \(found.module): ask a room that may")
            }
        }
    }

    /// Libraries that are imported by anybody but their keeper, in tests too.
    var strayLibraries: [Violation] {
        swiftFiles.flatMap { file in
            file.imports.compactMap { found in
                guard let keeper = Arrows.keepers[found.module], keeper != file.room else { return nil }
                return file.violation(found.line, "only \(keeper) imports \(found.module): ask \(keeper) for a verb")
            }
        }
    }
}

extension SourceFile {
    /// The modules named by import lines.
    fileprivate var imports: [(module: String, line: Int)] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", tokens[index].depth == 0, tokens.indices.contains(index + 1) else {
                return nil
            }
            let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
            let isOfKind = kinds.contains(tokens[index + 1].text) && tokens.indices.contains(index + 2)
            return (tokens[index + (isOfKind ? 2 : 1)].text, tokens[index].line)
        }
    }
}
