/// A piece of a file as it is shown inside a sentence: in «ёлочки», on one line, not too long.
struct Quotation: CustomStringConvertible {
    let description: String

    /// Longer pieces are cut here.
    static let mostCharacters = 40

    init(_ text: String) {
        let line = text.prefix(Self.mostCharacters).map { $0.isNewline ? " " : $0 }
        let isCut = text.utf8.count > String(line).utf8.count
        description = "«\(String(line))\(isCut ? "…" : "")»"
    }
}
