/// Cuts tokens into statements; how blocks are nested is kept, what they hold is not judged.
struct BSLStatementCut {
    private var done: [BSLStatement] = []
    private var current: [BSLToken] = []
    private var blocks: [BSLStatement.Condition] = []
    private var depth = 0
    private var isHead = false

    mutating func take(_ token: BSLToken) {
        switch token.keyword {
        case .ifHead?, .loopHead?, .attempt?: open(token)
        case .elseIfHead?:
            _ = blocks.popLast()
            open(token)
        case .then?, .loopBody?:
            if isHead { blocks.append(.init(tokens: current, isDenied: false)) }
            (current, isHead) = ([], false)
        case .otherwise?, .failure?:
            end()
            if let last = blocks.popLast() { blocks.append(.init(tokens: last.tokens, isDenied: true)) }
        case .close?:
            end()
            _ = blocks.popLast()
        default: add(token)
        }
    }

    mutating func finish() -> [BSLStatement] {
        end()
        return done
    }

    private mutating func open(_ token: BSLToken) {
        end()
        isHead = token.keyword != .attempt
        if !isHead { blocks.append(.init(tokens: [], isDenied: false)) }
    }

    private mutating func add(_ token: BSLToken) {
        if token.isSymbol("(") { depth += 1 }
        if token.isSymbol(")") { depth -= 1 }
        if token.isSymbol(";"), depth <= 0 { end() } else { current.append(token) }
    }

    private mutating func end() {
        if !current.isEmpty, !isHead { done.append(BSLStatement(tokens: current, conditions: blocks)) }
        (current, depth, isHead) = ([], 0, false)
    }
}
