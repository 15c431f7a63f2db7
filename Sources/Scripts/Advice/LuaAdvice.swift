import Messages
import YAML

/// What somebody probably meant who named a thing that is not there.
enum LuaAdvice {
    /// What scripts may call without a library of their own.
    private static let globals = [
        "after", "append", "assert", "dec", "deferred", "div", "each", "empty", "error", "extra", "find", "group",
        "initial",
        "inn", "ipairs", "join", "kpp", "merge", "next", "null", "only", "own", "pairs", "pcall", "phone", "raw",
        "ref", "reject", "require", "round", "rows", "select", "share", "skip", "tonumber", "tostring", "trace",
        "type", "type_of", "unmatched", "text", "string", "table", "math", "number",
    ]
    private static let functions = [
        "clean", "left", "len", "lower", "normalize", "sub", "upper", "prefixed", "find", "format", "gmatch", "gsub",
        "match", "rep", "concat", "insert", "remove", "sort", "unpack", "abs", "ceil", "floor", "max", "min",
    ]

    /// `; может быть, «имя»?`, or nothing.
    static func about(_ sentence: String, in source: LuaSource?, of tree: ScriptTree) -> String {
        guard let (name, candidates) = missing(sentence, source, tree),
            let near = NearestWord.to(name, among: candidates.filter { $0 != name })
        else { return "" }
        return "; может быть, «\(near)»?"
    }

    private static func missing(
        _ sentence: String, _ source: LuaSource?, _ tree: ScriptTree
    ) -> (name: String, candidates: [String])? {
        if let match = sentence.wholeMatch(of: /имя «(.+)» не определено/) {
            return (String(match.1), globals + (source?.freeNames ?? []))
        }
        if let match = sentence.firstMatch(of: /^нельзя вызвать значение nil \((?:поле|метод) «(.+)»\)/) {
            return (String(match.1), functions + tree.sources.flatMap(\.functionNames))
        }
        if let match = sentence.firstMatch(of: /^модуля «(.+)» нет в mappings\/lib/) {
            return (String(match.1), Array(tree.libraries.keys))
        }
        if let match = sentence.firstMatch(of: /^таблицы «(.+)» нет в mappings\/tables/) {
            return (String(match.1), (try? JSONReader.read(tree.lookups))?.members?.map(\.name) ?? [])
        }
        if let match = sentence.firstMatch(of: /own\("(.+)"\): такого слота нет в to|^слота «(.+)» нет в to/) {
            return (String(match.1 ?? match.2 ?? ""), source?.names(inTableOf: "to") ?? [])
        }
        return nil
    }
}
