extension SourceTree {
    /// Names that say nothing about what is inside.
    static let emptyNames: Set<String> = [
        "Utils", "Helpers", "Common", "Core", "Shared", "Base", "Misc", "Manager", "Impl",
    ]

    var emptyNames: [Violation] {
        files.flatMap { file in
            let names = (file.folders + [file.stem]).map { (name: $0, line: 1) }
            let types = file.declarations.filter(\.isType).map { (name: $0.name, line: $0.line) }
            return (names + types).flatMap { name, line in
                Self.words(name).filter(Self.emptyNames.contains).map { word in
                    file.violation(line, "\(name) is called \(word): say in the domain's words what it is for")
                }
            }
        }
    }

    /// Files that are not named after the type in them, or after the type they extend. A file of nothing but test
    /// functions has no type.
    var misnamedFiles: [Violation] {
        swiftFiles.filter { $0.path.contains("/") }.compactMap { file in
            let parts = file.stem.split(separator: "+", maxSplits: 1).map(String.init)
            let top = file.declarations.filter { $0.depth == 0 }
            let isNamed =
                parts.count == 2
                ? top.contains { $0.keyword == "extension" && $0.concerns(parts[0]) }
                : top.contains { $0.isType && $0.name == file.stem }
            if isNamed || (!file.isSource && !top.contains { $0.isType || $0.keyword == "extension" }) { return nil }
            let names = top.filter { $0.isType || $0.keyword == "extension" }.map(\.name).joined(separator: ", ")
            let what = parts.count == 2 ? "extension of \(parts[0])" : "type \(file.stem)"
            return file.violation(1, "no \(what) here (but: \(names)): name the file after its type")
        }
    }

    /// The words of a camel-case name: `YAMLBaseFile` has `YAML`, `Base` and `File`; `Base64` is one word.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            let previous = index > 0 ? letters[index - 1] : nil
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            let begins = letter.isUppercase && (previous?.isUppercase != true || next?.isLowercase == true)
            if !letter.isLetter && !letter.isNumber {
                words.append("")
            } else if begins || words.isEmpty {
                words.append(String(letter))
            } else {
                words[words.count - 1].append(letter)
            }
        }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }
}

extension Declaration {
    /// Whether an extension extends the type or a type within it, or makes others conform to it.
    fileprivate func concerns(_ type: String) -> Bool {
        name == type || inherits.contains(type) || name.split(separator: ".").contains { $0 == type }
    }
}
