import Messages
import Scripts
import YAML

/// Reads `policies/suites/<name>.yaml`.
struct SuiteReader {
    private static let mostExamples = 2000

    let policies: [Policy]
    let vocabulary: FactVocabulary

    private var rules: [PolicyRule] { policies.flatMap(\.rules) }

    func read(_ document: YAMLDocument) throws(YAMLFaults) -> PolicySuite {
        try document.read { root in
            let title = root.required("suite")?.string()
            let common = root.optional("facts").map { FactReader(vocabulary: vocabulary).facts($0) } ?? .object([])
            let examples = root.required("tests")?.list(count: 1...Self.mostExamples) { example($0, common) }
            guard let title, let examples else { return nil }
            return PolicySuite(title: title, file: document.file, examples: examples)
        }
    }

    private func example(_ value: YAMLValue, _ common: JSON?) -> PolicySuite.Example? {
        guard let map = value.mapping() else { return nil }
        let title = map.required("test")?.string()
        let given = map.required("facts")
        let facts = given.flatMap { FactReader(vocabulary: vocabulary).facts($0) }
        let expected = map.required("expect")?.mapping()?.entries().map { expectation($0) }
        guard let title, let given, let facts, let common, let expected, !expected.contains(nil) else { return nil }
        do throws(Problem) {
            return PolicySuite.Example(
                title: title, facts: try StepFacts(Self.merged(common, facts)), expected: expected.compactMap { $0 },
                place: value.place)
        } catch {
            given.fault(error.detail)
            return nil
        }
    }

    private func expectation(_ entry: YAMLNamed) -> PolicySuite.Expectation? {
        guard let rule = rules.first(where: { $0.id == entry.name }) else {
            let near = NearestWord.advice(on: entry.name, among: rules.map(\.id))
            entry.value.fault("правила «\(entry.name)» нет\(near)")
            return nil
        }
        let words = rule.kind.cases.map(\.name) + Ruling.allCases.map(\.rawValue) + [PolicySuite.Expectation.skipped]
        guard let says = entry.value.choice(of: words) else { return nil }
        return PolicySuite.Expectation(rule: rule.id, says: says, place: entry.place)
    }

    /// An example's facts over those that all examples of the file share, branch by branch.
    private static func merged(_ common: JSON, _ own: JSON) -> JSON {
        guard let base = common.members, let over = own.members else { return own }
        var members = base
        for member in over {
            if let place = members.firstIndex(where: { $0.name == member.name }) {
                members[place].value = merged(members[place].value, member.value)
            } else {
                members.append(member)
            }
        }
        return .object(members)
    }
}
