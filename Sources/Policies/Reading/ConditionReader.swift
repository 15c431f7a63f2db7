import Messages
import Scripts
import YAML

/// Reads what a rule's `when` says besides the step.
///
///     when:
///       step: handed_over
///       all:
///         - { fact: cash.due_kop, gt: 0 }
///         - not: { fact: courier, in: [К-17] }
struct ConditionReader {
    private static let deepest = 8

    let vocabulary: FactVocabulary

    /// The conditions of a mapping, all of which must hold; nil where it has none, `.some(nil)` never.
    func conditions(_ map: YAMLMapping, depth: Int = 0) -> Condition? {
        var parts: [Condition] = []
        if let value = map.optional("all") { parts += [list(value, depth)].compactMap { $0 }.map(Condition.all) }
        if let value = map.optional("any") { parts += [list(value, depth)].compactMap { $0 }.map(Condition.any) }
        if let value = map.optional("not"), let inner = single(value, depth) { parts.append(.not(inner)) }
        if let value = map.optional("fact") { parts += tests(value, map) }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? nil : .all(parts)
    }

    private func list(_ value: YAMLValue, _ depth: Int) -> [Condition]? {
        value.list(count: 1...50) { single($0, depth) }
    }

    private func single(_ value: YAMLValue, _ depth: Int) -> Condition? {
        guard depth < Self.deepest else {
            value.fault("условия вложены глубже \(Self.deepest) раз: разбейте правило на два")
            return nil
        }
        guard let map = value.mapping() else { return nil }
        guard let condition = conditions(map, depth: depth + 1) else {
            value.fault("пустое условие: нужны fact со сравнением (eq, in, exists, gt, gte, lt, lte), all, any или not")
            return nil
        }
        return condition
    }

    /// The comparisons of one fact.
    private func tests(_ value: YAMLValue, _ map: YAMLMapping) -> [Condition] {
        let (equal, among, exists) = (map.optional("eq"), map.optional("in"), map.optional("exists"))
        let comparisons = Condition.Comparison.allCases.map { ($0, map.optional($0.rawValue)) }
        guard let path = value.string() else { return [] }
        let sort = vocabulary.sort(path)
        guard sort != nil || vocabulary.isBranch(path) || vocabulary.isList(path) else {
            value.fault("факта «\(path)» никто не знает\(vocabulary.advice(on: path))")
            return []
        }
        var tests: [Condition] = []
        if let exists = exists?.bool() { tests.append(.exists(path, exists)) }
        let others = [equal, among].contains { $0 != nil } || comparisons.contains { $0.1 != nil }
        guard let sort else {
            if others || exists == nil { value.fault("«\(path)» — не одно значение: его можно спросить только exists") }
            return tests
        }
        if let wanted = equal.flatMap({ scalar($0, sort, path) }) { tests.append(.equals(path, wanted)) }
        if let wanted = among?.list(count: 1...1000, { scalar($0, sort, path) }) { tests.append(.among(path, wanted)) }
        for (comparison, value) in comparisons {
            guard let value else { continue }
            guard sort == .number || sort == .whole else {
                value.fault("\(comparison.rawValue): «\(path)» — \(sort.title), больше и меньше бывает только число")
                continue
            }
            if let number = value.decimal() { tests.append(.compares(path, comparison, .number(number))) }
        }
        if tests.isEmpty, !others, exists == nil {
            value.fault("fact без сравнения: добавьте eq, in, exists, gt, gte, lt или lte")
        }
        return tests
    }

    private func scalar(_ value: YAMLValue, _ sort: FactSort, _ path: String) -> JSON? {
        FactReader.scalar(value, sort, path)
    }
}
