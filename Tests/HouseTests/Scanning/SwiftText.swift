/// A Swift source with its comments and string literals taken apart from its code.
struct SwiftText {
    /// A comment or a string literal, and the line it begins on.
    struct Piece {
        let line: Int
        let text: String
    }

    /// The source with comments and literals blanked, line for line; what is interpolated into a literal stays.
    let code: [UInt8]
    let comments: [Piece]
    /// What stands between the quotes; interpolations are left out.
    let literals: [Piece]

    init(_ source: String) {
        var lexer = SwiftLexer(Array(source.utf8))
        lexer.run()
        code = lexer.code
        comments = lexer.comments
        literals = lexer.literals
    }
}
