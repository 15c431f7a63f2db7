extension SourceTree {
    var detachedTasks: [Violation] {
        swiftFiles.flatMap { file in
            file.tokens.indices.dropFirst(2).filter { index in
                file.tokens[index].text == "detached" && file.tokens[index - 1].text == "."
                    && file.tokens[max(0, index - 8)..<index].contains { $0.text == "Task" }
            }
            .map { file.violation(file.tokens[$0].line, "a detached task belongs to nobody: use a task group") }
        }
    }

    /// `@unchecked Sendable` whose reason does not stand in a comment right above.
    var unexplainedSendable: [Violation] {
        swiftFiles.flatMap { file in
            file.tokens.indices.dropFirst().filter { index in
                file.tokens[index].text == "unchecked" && file.tokens[index - 1].text == "@"
                    && !file.hasReason(above: file.tokens[index].line)
            }
            .map { index in
                file.violation(
                    file.tokens[index].line,
                    "@unchecked Sendable without its reason: say in a comment right above why it is safe")
            }
        }
    }
}

extension SourceFile {
    /// A comment of at least three words on the line above.
    fileprivate func hasReason(above line: Int) -> Bool {
        guard line > 1 else { return false }
        let words = lines[line - 2].split(separator: " ")
        return words.first?.hasPrefix("//") == true && words.count > 3
    }
}
