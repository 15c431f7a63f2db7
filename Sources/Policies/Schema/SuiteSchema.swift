import Messages
import Scripts

/// What `policies/suites/<name>.yaml` may say.
struct SuiteSchema {
    let rules: [PolicyRule]
    let vocabulary: FactVocabulary

    var json: JSON {
        let example: JSON = [
            "type": "object", "additionalProperties": false, "required": ["test", "facts", "expect"],
            "properties": [
                "test": ["type": "string", "title": "Что проверяется"], "facts": facts,
                "expect": [
                    "type": "object", "title": "Что должно сказать каждое правило", "additionalProperties": false,
                    "properties": .object(rules.map { .init($0.id, expectation($0)) }),
                ],
            ],
        ]
        return [
            "$schema": "http://json-schema.org/draft-07/schema#", "title": "Примеры к политикам почтаря",
            "type": "object", "additionalProperties": false, "required": ["suite", "tests"],
            "properties": [
                "suite": ["type": "string", "title": "Как называется"],
                "facts": facts, "tests": ["type": "array", "minItems": 1, "items": example],
            ],
        ]
    }

    private func expectation(_ rule: PolicyRule) -> JSON {
        let words = rule.kind.cases.map(\.name) + Ruling.allCases.map(\.rawValue) + [PolicySuite.Expectation.skipped]
        return ["enum": .array(words.map(JSON.string)), "title": .string(rule.title)]
    }

    /// Facts by branches and lists.
    private var facts: JSON {
        var branches: [JSON.Member] = []
        for path in vocabulary.paths {
            let schema = leaf(path)
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 || parts[0].hasSuffix("[]") else {
                branches.append(.init(path, schema))
                continue
            }
            let name = parts[0].replacing("[]", with: "")
            let isList = parts[0].hasSuffix("[]")
            let known = branches.firstIndex { $0.name == name }
            guard parts.count == 2 else {
                branches.append(.init(name, ["type": "array", "items": schema]))
                continue
            }
            var inner = known.map { properties(branches[$0].value, isList) } ?? []
            inner.append(.init(parts[1], schema))
            let object: JSON = [
                "type": "object", "additionalProperties": false, "properties": .object(inner),
            ]
            let branch = isList ? ["type": "array", "items": object] : object
            if let known { branches[known].value = branch } else { branches.append(.init(name, branch)) }
        }
        return ["type": "object", "additionalProperties": false, "properties": .object(branches)]
    }

    private func properties(_ branch: JSON, _ isList: Bool) -> [JSON.Member] {
        (isList ? branch["items"] : branch)?["properties"]?.members ?? []
    }

    private func leaf(_ path: String) -> JSON {
        let type =
            switch vocabulary.sort(path) {
            case .number: "number"
            case .whole: "integer"
            case .boolean: "boolean"
            case .string, nil: "string"
            }
        return ["type": .string(type), "title": .string(vocabulary.title(path))]
    }
}
