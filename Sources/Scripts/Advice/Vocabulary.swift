/// The names that scripts have without a library of their own, as their environment itself tells them.
struct Vocabulary: Sendable {
    struct Word: Sendable, Hashable {
        /// `ref`; within a library of the language `text.left`.
        let name: String
        let isFunction: Bool
    }

    let words: [Word]

    /// - Parameter lines: a name each; a function has `()` behind it.
    init(lines: String) {
        words = lines.split(separator: "\n").map { line in
            line.hasSuffix("()")
                ? Word(name: String(line.dropLast(2)), isFunction: true)
                : Word(name: String(line), isFunction: false)
        }
        .sorted { $0.name < $1.name }
    }

    /// What may stand alone: `ref`, `text`.
    var globals: [String] { words.map(\.name).filter { !$0.contains(".") } }

    /// Functions of the libraries, without the library: `left`.
    var functions: [String] {
        words.filter(\.isFunction).compactMap { word in
            word.name.firstIndex(of: ".").map { String(word.name[word.name.index(after: $0)...]) }
        }
    }
}
