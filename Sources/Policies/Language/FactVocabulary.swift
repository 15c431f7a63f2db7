package import Scripts
import YAML

/// All facts that a tree's rules know, by path; those of every step among them.
package struct FactVocabulary: Sendable {
    /// What every step has, or may have.
    private static let common: [(path: String, sort: FactSort, title: String)] = [
        ("step", .string, "Шаг курьера"), ("at", .string, "Когда, с поясом"), ("courier", .string, "Курьер"),
        ("division", .string, "Подразделение"), ("warehouse", .string, "Склад"), ("shift", .string, "Смена"),
        ("event", .string, "Номер события на телефоне: повтор не считается дважды"),
        ("plan.operations", .whole, "Сколько операций у курьера впереди и позади за всю смену"),
        ("cash.due_kop", .whole, "Сколько надо получить с клиента, копеек"),
        ("answer.photo", .boolean, "Приложен снимок, о котором просили"),
        ("answer.reason", .string, "Причина, о которой просили"),
        ("answer.approved_by", .string, "Кто разрешил шаг"),
    ]

    private let sorts: [String: FactSort]
    private let titles: [String: String]

    /// - Parameter kinds: the sorts of rules that the tree has.
    package init(_ kinds: some Sequence<RuleKind>) {
        var sorts = Dictionary(uniqueKeysWithValues: Self.common.map { ($0.path, $0.sort) })
        var titles = Dictionary(uniqueKeysWithValues: Self.common.map { ($0.path, $0.title) })
        for fact in kinds.sorted(by: { $0.name < $1.name }).flatMap(\.facts) where sorts[fact.path] == nil {
            sorts[fact.path] = fact.sort
            titles[fact.path] = fact.title
        }
        (self.sorts, self.titles) = (sorts, titles)
    }

    /// All paths, sorted.
    package var paths: [String] { sorts.keys.sorted() }

    /// What a fact is, in words.
    func title(_ path: String) -> String { titles[path] ?? path }

    /// The sort of a single fact; nil for what nobody knows, and for what holds others.
    package func sort(_ path: String) -> FactSort? { sorts[path] }

    /// Whether some fact lies below a path: `geo`, or the list `photos`.
    package func isBranch(_ path: String) -> Bool { sorts.keys.contains { $0.hasPrefix(path + ".") } }

    /// Whether a path is a list of facts, or of things that have some.
    package func isList(_ path: String) -> Bool { sorts.keys.contains { $0.hasPrefix(path + "[]") } }

    /// «; может быть, «geo.distance_m»?», or the names that there are.
    package func advice(on path: String) -> String {
        let near = NearestWord.advice(on: path, among: sorts.keys)
        return near.isEmpty ? ": есть \(sorts.keys.sorted().joined(separator: ", "))" : near
    }
}
