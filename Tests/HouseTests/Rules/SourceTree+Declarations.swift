extension SourceTree {
    var publicDeclarations: [Violation] {
        swiftSources.flatMap { file in
            file.tokens.filter { $0.text == "public" }.map { token in
                file.violation(token.line, "rooms speak package, not public")
            }
        }
    }

    /// Types and functions for other rooms that say nothing about themselves. Operators and what a protocol
    /// asks for (`encode`, `hash`, and whatever stands in an extension that conforms to one) explain themselves.
    var undocumented: [Violation] {
        let selfEvident: Set<String> = ["encode", "hash"]
        return swiftSources.flatMap { file in
            file.declarations.filter { declaration in
                declaration.modifiers.contains("package")
                    && (declaration.isType || declaration.keyword == "func" && declaration.isNamedByWord)
                    && !file.declarations.contains { $0.isConformance && $0.lines.contains(declaration.line) }
                    && !selfEvident.contains(declaration.name) && !file.hasDocumentation(above: declaration.line)
            }
            .map { declaration in
                file.violation(
                    declaration.line,
                    "\(declaration.keyword) \(declaration.name) has no ///: say what it is and what it promises")
            }
        }
    }

    /// Protocols of Sources that fewer than two types conform to, tests included.
    var lonelyProtocols: [Violation] {
        var conformers: [String: Set<String>] = [:]
        for declaration in swiftFiles.flatMap(\.declarations) where declaration.keyword != "protocol" {
            for name in declaration.inherits { conformers[name, default: []].insert(declaration.name) }
        }
        return swiftSources.flatMap { file in
            file.declarations.filter { $0.keyword == "protocol" && (conformers[$0.name]?.count ?? 0) < 2 }
                .map { declaration in
                    let count = conformers[declaration.name]?.count ?? 0
                    return file.violation(
                        declaration.line, "protocol \(declaration.name) has conformers: \(count): use the type itself")
                }
        }
    }

    /// Notes about work that was left undone.
    var unfinishedWork: [Violation] {
        files.flatMap { file in
            let comments =
                file.isSwift
                ? file.swift.comments : file.lines.enumerated().map { .init(line: $0.offset + 1, text: $0.element) }
            return comments.filter { comment in
                comment.text.split { !$0.isLetter }.contains { ["TO" + "DO", "FIX" + "ME"].contains($0) }
            }
            .map { file.violation($0.line, "work left undone: do it, or file an issue") }
        }
    }
}

extension Declaration {
    /// An extension that adds a protocol.
    fileprivate var isConformance: Bool { keyword == "extension" && !inherits.isEmpty }

    /// Not an operator.
    fileprivate var isNamedByWord: Bool { name.first.map { $0.isLetter || $0 == "_" } ?? false }
}

extension SourceFile {
    /// `///` above a declaration, over its attributes.
    fileprivate func hasDocumentation(above line: Int) -> Bool {
        let above = lines[..<(line - 1)].reversed().lazy.map { $0.drop { $0 == " " } }
        return above.first { !$0.hasPrefix("@") }?.hasPrefix("///") ?? false
    }
}
