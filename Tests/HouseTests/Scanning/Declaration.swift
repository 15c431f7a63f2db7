/// A declaration in a Swift source, as far as the rules look at it.
struct Declaration {
    /// `func`, `init`, `var`, `struct`, `extension`, …
    let keyword: String
    /// Of an extension: the path of the extended type. Of an initialiser: `init`.
    let name: String
    /// `package`, `static`, `final`, …
    let modifiers: [String]
    /// Where its modifiers begin.
    let line: Int
    /// Where its keyword stands, to the brace that closes its body; without a body, one line.
    let lines: ClosedRange<Int>
    /// What stands after the colon of a type: superclass and protocols.
    let inherits: [String]
    /// Braces around it: 0 at the top of a file.
    let depth: Int

    static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor", "protocol", "extension", "typealias"]
    static let bodyKeywords: Set<String> = ["func", "init", "deinit", "subscript", "var", "let"]

    var isType: Bool { Self.typeKeywords.contains(keyword) && keyword != "extension" }
}
