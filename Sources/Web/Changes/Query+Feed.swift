import Messages
import Pipeline
import Storage

extension Query {
    /// `kind=object,confirmation`, or several times; none for all.
    func kinds() throws(Problem) -> Set<Change.Kind> {
        var kinds: Set<Change.Kind> = []
        for word in items.filter({ $0.name == "kind" }).flatMap({ $0.value.split(separator: ",") }) {
            guard let kind = Change.Kind(rawValue: String(word)) else {
                let known = Change.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.problem("kind", "«\(word)» не бывает; известны: \(known)")
            }
            kinds.insert(kind)
        }
        return kinds
    }
}
