/// The words of the 1С language that divide a module into methods and statements.
enum BSLKeyword: Sendable {
    case procedure
    case function
    case endOfProcedure
    case endOfFunction
    case ifHead
    case elseIfHead
    case then
    case otherwise
    case loopHead
    case loopBody
    case attempt
    case failure
    case close
    case new

    /// Both alphabets may be mixed in one module.
    private static let words: [String: BSLKeyword] = [
        "процедура": .procedure, "procedure": .procedure, "функция": .function, "function": .function,
        "конецпроцедуры": .endOfProcedure, "endprocedure": .endOfProcedure,
        "конецфункции": .endOfFunction, "endfunction": .endOfFunction,
        "если": .ifHead, "if": .ifHead, "иначеесли": .elseIfHead, "elsif": .elseIfHead, "тогда": .then, "then": .then,
        "иначе": .otherwise, "else": .otherwise, "для": .loopHead, "for": .loopHead, "пока": .loopHead,
        "while": .loopHead, "цикл": .loopBody, "do": .loopBody, "попытка": .attempt, "try": .attempt,
        "исключение": .failure, "except": .failure, "конецесли": .close, "endif": .close, "конеццикла": .close,
        "enddo": .close, "конецпопытки": .close, "endtry": .close, "новый": .new, "new": .new,
    ]

    init?(_ folded: String) {
        guard let keyword = Self.words[folded] else { return nil }
        self = keyword
    }
}
