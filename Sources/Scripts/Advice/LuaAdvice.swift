import Messages
import YAML

/// What somebody probably meant who named a thing that is not there.
enum LuaAdvice {
    /// `; может быть, «имя»?`, or nothing.
    static func about(
        _ sentence: String, in source: LuaSource?, of tree: ScriptTree, knowing vocabulary: Vocabulary
    ) -> String {
        guard let (name, candidates) = missing(sentence, source, tree, vocabulary) else { return "" }
        return NearestWord.advice(on: name, among: candidates.filter { $0 != name })
    }

    private static func missing(
        _ sentence: String, _ source: LuaSource?, _ tree: ScriptTree, _ vocabulary: Vocabulary
    ) -> (name: String, candidates: [String])? {
        if let match = sentence.wholeMatch(of: /имя «(.+)» не определено/) {
            return (String(match.1), vocabulary.globals + (source?.freeNames ?? []))
        }
        if let match = sentence.firstMatch(of: /^нельзя вызвать значение nil \((?:поле|метод) «(.+)»\)/) {
            return (String(match.1), vocabulary.functions + tree.sources.flatMap(\.functionNames))
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
