/// A procedure or a function of a module.
struct BSLMethod {
    let name: String
    let parameters: [String]
    let line: Int
    let body: [BSLToken]
    /// Line by line between the head and the end, without empty lines at both sides.
    let code: [String]

    var folded: String { name.lowercased() }

    /// The body cut at semicolons, each piece with the conditions that it stands under.
    var statements: [BSLStatement] {
        var cut = BSLStatementCut()
        for token in body { cut.take(token) }
        return cut.finish()
    }
}
