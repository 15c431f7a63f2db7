/// Finds the declarations among the tokens of a source.
struct DeclarationScanner {
    private let tokens: [SwiftToken]

    private static let modifiers: Set<String> = [
        "package", "public", "open", "internal", "private", "fileprivate", "static", "class", "final", "mutating",
        "nonmutating", "override", "nonisolated", "isolated", "indirect", "lazy", "weak", "unowned", "convenience",
        "required", "dynamic", "borrowing", "consuming", "prefix", "postfix", "distributed",
    ]
    private static let beginnings = modifiers.union(Declaration.typeKeywords).union(Declaration.bodyKeywords)
        .union(["case", "associatedtype", "import", "@", "#", "}", ";", "return", "guard"])

    init(_ tokens: [SwiftToken]) {
        self.tokens = tokens
    }

    var declarations: [Declaration] {
        tokens.indices.compactMap { index in
            if Declaration.typeKeywords.contains(tokens[index].text) { return type(at: index) }
            if Declaration.bodyKeywords.contains(tokens[index].text) { return member(at: index) }
            return nil
        }
    }

    private func type(at index: Int) -> Declaration? {
        guard !["import", "."].contains(text(index - 1)), let path = path(at: index + 1) else { return nil }
        return declaration(
            at: index, name: path.name, end: bodyEnd(after: path.end) ?? tokens[index].line,
            inherits: inherits(after: path.end))
    }

    private func member(at index: Int) -> Declaration? {
        let keyword = tokens[index].text
        guard text(index - 1) != ".", text(index - 1) != "import" else { return nil }
        let next = text(index + 1)
        switch keyword {
        case "init": guard ["(", "?", "!", "<"].contains(next) else { return nil }
        case "subscript": guard ["(", "<"].contains(next) else { return nil }
        case "deinit": guard next == "{" else { return nil }
        default: guard next != ":", next != "," else { return nil }
        }
        let isNamed = keyword == "func" || keyword == "var" || keyword == "let"
        let end = bodyEnd(after: index + 1) ?? tokens[index].line
        return declaration(at: index, name: isNamed ? next : keyword, end: end, inherits: [])
    }

    private func declaration(at index: Int, name: String, end: Int, inherits: [String]) -> Declaration {
        var modifiers: [String] = []
        var first = index
        while let previous = modifier(before: first) {
            modifiers.append(tokens[previous].text)
            first = previous
        }
        return Declaration(
            keyword: tokens[index].text, name: name.filter { $0 != "`" }, modifiers: modifiers,
            line: tokens[first].line, lines: tokens[index].line...max(end, tokens[index].line), inherits: inherits,
            depth: tokens[index].depth)
    }

    /// The modifier that stands before a token; of `private(set)`, its word.
    private func modifier(before index: Int) -> Int? {
        var at = index - 1
        if text(at) == ")", text(at - 2) == "(" { at -= 3 }
        return Self.modifiers.contains(text(at)) && text(at - 1) != "." ? at : nil
    }

    /// `Contract.ObjectType`, without what is generic about it.
    private func path(at index: Int) -> (name: String, end: Int)? {
        guard tokens.indices.contains(index), tokens[index].isWord, tokens[index].text.first?.isLowercase != true
        else { return nil }
        var (name, end) = (tokens[index].text, index + 1)
        while text(end) == ".", tokens.indices.contains(end + 1) {
            name += ".\(tokens[end + 1].text)"
            end += 2
        }
        return (name, end)
    }

    private func inherits(after index: Int) -> [String] {
        var (at, angles) = (index, 0)
        var names: [String] = []
        var isList = false
        while tokens.indices.contains(at), !["{", "where", "="].contains(tokens[at].text) {
            switch tokens[at].text {
            case "<": angles += 1
            case ">": angles -= 1
            case ":" where angles == 0: isList = true
            case _ where isList && angles == 0 && tokens[at].isWord: names.append(tokens[at].text)
            default: break
            }
            at += 1
        }
        return names
    }

    /// The line of the brace that closes the body which begins after a token; nil when there is no body.
    private func bodyEnd(after index: Int) -> Int? {
        var (at, parentheses) = (index, 0)
        while tokens.indices.contains(at) {
            switch tokens[at].text {
            case "(", "[": parentheses += 1
            case ")", "]": parentheses -= 1
            case "{" where parentheses == 0:
                let depth = tokens[at].depth
                return tokens[(at + 1)...].first { $0.text == "}" && $0.depth == depth }?.line
            case let word where parentheses == 0 && at > index && Self.beginnings.contains(word):
                return nil
            default: break
            }
            if parentheses < 0 { return nil }
            at += 1
        }
        return nil
    }

    private func text(_ index: Int) -> String {
        tokens.indices.contains(index) ? tokens[index].text : ""
    }
}
