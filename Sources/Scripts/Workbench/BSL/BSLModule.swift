/// A module in the 1С language, as its methods.
struct BSLModule {
    /// The file, for messages.
    let name: String
    let methods: [BSLMethod]
    private let byName: [String: Int]

    /// - Throws: what is not 1С here, with the line.
    init(_ source: [UInt8], named name: String) throws(WorkbenchFault) {
        var reader = BSLMethodReader(name: name, source: source, tokens: try BSLLexer.tokens(of: source, named: name))
        methods = try reader.all()
        self.name = name
        byName = Dictionary(
            methods.enumerated().map { ($0.element.folded, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// A method by its name in any letters.
    func method(_ name: String) -> BSLMethod? { byName[name.lowercased()].map { methods[$0] } }

    /// `module.bsl:12`.
    func place(_ line: Int) -> String { "\(name):\(line)" }
}
