package import Messages
package import Scripts
import YAML

/// One number of one rule, tried at several values: how many steps would not pass at each.
package struct Curve: Sendable {
    package let rule: PolicyRule
    package let parameter: RuleParameter
    /// As they were written: `80 m`.
    package let written: [String]
    /// The rule's parameters with each of the values in its place.
    let params: [JSON]
    /// How many steps would fail, and of how many the rule would not be sure, at each.
    package internal(set) var failed: [Int]
    package internal(set) var unsure: [Int]

    /// Reads `geo.handed_over.radius=80 m,100 m,150 m`.
    ///
    /// - Throws: `Problem` that says what is wrong, for whoever wrote it.
    package init(_ text: String, _ policies: PolicySet) throws(Problem) {
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        let path = (sides.first ?? "").split(separator: ".").map(String.init)
        let rules = policies.rules
        guard sides.count == 2, path.count > 1,
            let rule = rules.first(where: { $0.id == path.dropLast().joined(separator: ".") })
        else {
            throw Problem(
                .validationFormat,
                "«\(text)»: нужно правило.параметр=значение,значение, как geo.started.radius=80 m,100 m.")
        }
        guard let parameter = path.last.flatMap({ rule.kind.parameter($0) }) else {
            let near = NearestWord.advice(on: path.last ?? "", among: rule.kind.parameters.map(\.name))
            throw Problem(.validationFormat, "«\(text)»: у \(rule.id) нет параметра «\(path.last ?? "")»\(near)")
        }
        self.rule = rule
        self.parameter = parameter
        written = sides[1].split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
        var params: [JSON] = []
        for value in written { params.append(try Self.replaced(rule, parameter, value)) }
        self.params = params
        failed = Array(repeating: 0, count: params.count)
        unsure = failed
    }

    private static func replaced(
        _ rule: PolicyRule, _ parameter: RuleParameter, _ text: String
    ) throws(Problem) -> JSON {
        let value: JSON
        do throws(YAMLFaults) {
            let document = try YAMLDocument(text: "\(parameter.name): \(text)\n", file: "--curve")
            value = try document.read { root in root.required(parameter.name).flatMap(parameter.read) }
        } catch {
            throw Problem(.validationFormat, error.faults.map(\.sentence).joined(separator: "; "))
        }
        var members = rule.params.members ?? []
        if let place = members.firstIndex(where: { $0.name == parameter.name }) {
            members[place].value = value
        } else {
            members.append(.init(parameter.name, value))
        }
        return .object(members)
    }
}
