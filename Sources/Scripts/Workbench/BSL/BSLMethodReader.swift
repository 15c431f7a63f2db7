/// Finds methods among the tokens of a module; variables and the code between them are passed over.
struct BSLMethodReader {
    private let name: String
    private let source: [UInt8]
    private let tokens: [BSLToken]
    private var at = 0

    init(name: String, source: [UInt8], tokens: [BSLToken]) {
        self.name = name
        self.source = source
        self.tokens = tokens
    }

    mutating func all() throws(WorkbenchFault) -> [BSLMethod] {
        var methods: [BSLMethod] = []
        while at < tokens.count {
            switch tokens[at].keyword {
            case .procedure?, .function?: methods.append(try method())
            case .endOfProcedure?, .endOfFunction?:
                throw fault("\(tokens[at].text) без начала", tokens[at].line)
            default: at += 1
            }
        }
        return methods
    }

    private mutating func method() throws(WorkbenchFault) -> BSLMethod {
        let head = tokens[at]
        guard at + 2 < tokens.count, tokens[at + 1].kind == .name, tokens[at + 2].isSymbol("(") else {
            throw fault("после «\(head.text)» нужны имя и скобки", head.line)
        }
        let name = tokens[at + 1].text
        at += 3
        let parameters = try parameters(of: name, line: head.line)
        let closing: BSLKeyword = head.keyword == .procedure ? .endOfProcedure : .endOfFunction
        let first = at
        while at < tokens.count, !Self.ends.contains(where: { $0 == tokens[at].keyword }) { at += 1 }
        guard at < tokens.count, tokens[at].keyword == closing else {
            throw fault("\(head.text) «\(name)» не закрыта", head.line)
        }
        let body = Array(tokens[first..<at])
        let code = lines(tokens[first - 1].range.upperBound..<tokens[at].range.lowerBound)
        at += 1
        return BSLMethod(name: name, parameters: parameters, line: head.line, body: body, code: code)
    }

    private static let ends: [BSLKeyword] = [.procedure, .function, .endOfProcedure, .endOfFunction]

    /// Steps over the closing bracket and «Экспорт».
    private mutating func parameters(of method: String, line: Int) throws(WorkbenchFault) -> [String] {
        var names: [String] = []
        var (depth, isFirst) = (1, true)
        while at < tokens.count, depth > 0 {
            let token = tokens[at]
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            if token.isSymbol(","), depth == 1 {
                isFirst = true
            } else if isFirst, token.kind == .name, !["знач", "val"].contains(token.folded) {
                names.append(token.text)
                isFirst = false
            }
            at += 1
        }
        guard depth == 0 else { throw fault("скобка после «\(method)» не закрыта", line) }
        if at < tokens.count, ["экспорт", "export"].contains(tokens[at].folded) { at += 1 }
        return names
    }

    private func lines(_ range: Range<Int>) -> [String] {
        let text = String(decoding: source[range], as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
        guard let first = lines.firstIndex(where: { !isBlank($0) }),
            let last = lines.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return Array(lines[first...last])
    }

    private func fault(_ what: String, _ line: Int) -> WorkbenchFault { WorkbenchFault("\(name):\(line): \(what)") }
}
