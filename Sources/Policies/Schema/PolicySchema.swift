import Foundation
import Messages
import Scripts

/// What `policies/<name>.yaml` may say.
struct PolicySchema {
    let kinds: [RuleKind]
    let vocabulary: FactVocabulary

    private static let day: JSON = ["type": "string", "pattern": #"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"#]
    private static let words: JSON = ["type": ["string", "array"], "items": ["type": "string"]]

    var json: JSON {
        .object([
            .init("$schema", "http://json-schema.org/draft-07/schema#"), .init("title", "Политика почтаря"),
            .init("type", "object"), .init("additionalProperties", false),
            .init("required", ["policy", "title", "version", "rules"]),
            .init(
                "properties",
                .object([
                    .init("policy", Self.text("Имя файла без .yaml")), .init("title", Self.text("Как называется")),
                    .init("version", ["type": "integer", "minimum": 1, "title": "Номер правки"]),
                    .init("effective_from", Self.titled(Self.day, "С какого дня действует")),
                    .init("until", Self.titled(Self.day, "По какой день, включительно")),
                    .init("scope", scope),
                    .init("rules", ["type": "array", "minItems": 1, "items": rule]),
                ])),
        ])
    }

    private var scope: JSON {
        [
            "type": "object", "title": "Для кого: без scope — для всех", "additionalProperties": false,
            "properties": ["division": Self.words, "warehouse": Self.words, "courier": Self.words],
        ]
    }

    private var rule: JSON {
        let modes: JSON = .array(RuleMode.allCases.map { .string($0.rawValue) })
        return .object([
            .init("type", "object"), .init("additionalProperties", false),
            .init("required", ["id", "when", "kind", "mode"]),
            .init(
                "properties",
                .object([
                    .init("id", Self.text("Имя правила, одно на всё дерево")),
                    .init("title", Self.text("Как называется")),
                    .init("when", when),
                    .init(
                        "kind",
                        [
                            "enum": .array(kinds.map { .string($0.name) }),
                            "title": .string(kinds.map { "\($0.name) — \($0.title)" }.joined(separator: ", ")),
                        ]),
                    .init("params", ["type": "object"]),
                    .init(
                        "mode", ["enum": modes, "title": "shadow — записать, warn — сказать, enforce — не пропустить"]),
                    .init(
                        "mode_for",
                        ["type": "array", "title": "Свой режим для группы, до дня", "items": groupMode(modes)]),
                    .init(
                        "on_unsure",
                        [
                            "enum": .array(UnsureStep.allCases.map { .string($0.rawValue) }),
                            "title": "Что просить, когда правило не уверено",
                        ]),
                    .init("window", window), .init("then", ["type": "array", "minItems": 1, "items": consequence]),
                    .init("severity", ["enum": .array(PolicyRule.Severity.allCases.map { .string($0.rawValue) })]),
                    .init(
                        "reason",
                        ["type": ["string", "object"], "title": "Почему: текст на все исходы или по исходам"]),
                    .init(
                        "fix",
                        ["type": ["string", "object"], "title": "Что делать: текст на все исходы или по исходам"]),
                ])),
            .init("allOf", .array(kinds.map(ofKind))),
        ])
    }

    private var window: JSON {
        let names: JSON = ["type": "array", "minItems": 1, "items": ["type": "string"]]
        return [
            "type": "object", "title": "За какой срок и что считать", "additionalProperties": false,
            "required": ["per", "counts", "hits", "late_until"],
            "properties": [
                "per": [
                    "enum": .array(RuleWindow.Period.allCases.map { .string($0.rawValue) }),
                    "title": .string(
                        RuleWindow.Period.allCases.map { "\($0.rawValue) — \($0.title)" }.joined(separator: ", ")),
                ],
                "counts": Self.text("Правило, чьи ответы считают: операции — шаги, о которых оно спрошено"),
                "hits": Self.titled(names, "Его исходы, которые удача"),
                "excuses": Self.titled(names, "Его исходы, которые в счёт не идут"),
                "most_excuses": [
                    "type": "integer", "minimum": 0, "title": "Не больше стольких за срок; остальные — промахи",
                ],
                "late_until": [
                    "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
                    "title": "До какого часа следующего дня доходит запоздавшее",
                ],
            ],
        ]
    }

    private var consequence: JSON {
        [
            "type": "object", "title": "Что сделать", "additionalProperties": false, "required": ["on", "do", "whom"],
            "properties": [
                "on": ["type": "array", "minItems": 1, "items": ["type": "string"], "title": "При каких исходах"],
                "at": [
                    "enum": .array(Consequence.Moment.allCases.map { .string($0.rawValue) }),
                    "title": "step — сразу, close — когда срок закроется",
                ],
                "do": [
                    "enum": .array(Consequence.Deed.allCases.map { .string($0.rawValue) }),
                    "title": "tell — сказать, ask_reason — спросить причину, approve — решить, report — в отчёт",
                ],
                "whom": Self.text("Кому: роль или человек"),
                "escalate_after": Self.titled(
                    ["type": "string", "pattern": "^[0-9]+ ?(ms|s|m|h|d)$"], "Через сколько уходит дальше"),
                "escalate_to": Self.text("К кому"),
            ],
        ]
    }

    private func groupMode(_ modes: JSON) -> JSON {
        [
            "type": "object", "additionalProperties": false, "required": ["scope", "mode"],
            "properties": ["scope": scope, "mode": ["enum": modes], "until": Self.day],
        ]
    }

    private var steps: JSON {
        let step: JSON = ["enum": .array(CourierStep.allCases.map { .string($0.rawValue) })]
        return ["anyOf": [step, ["type": "array", "minItems": 1, "items": step]]]
    }

    private var when: JSON {
        let fact: JSON = ["enum": .array(vocabulary.paths.map(JSON.string))]
        var properties: [JSON.Member] = [
            .init("step", Self.titled(steps, "Какие шаги курьера")), .init("fact", fact),
            .init("eq", [:]), .init("in", ["type": "array"]), .init("exists", ["type": "boolean"]),
        ]
        properties += Condition.Comparison.allCases.map { .init($0.rawValue, ["type": "number"]) }
        properties += [
            .init("all", ["type": "array"]), .init("any", ["type": "array"]), .init("not", ["type": "object"]),
        ]
        return [
            "type": "object", "required": ["step"], "additionalProperties": false, "properties": .object(properties),
        ]
    }

    /// What holds besides for rules of one kind: its parameters, and sentences by its cases.
    private func ofKind(_ kind: RuleKind) -> JSON {
        let cases: JSON = [
            "type": ["string", "object"], "additionalProperties": false,
            "properties": .object(kind.cases.map { .init($0.name, Self.text($0.title)) }),
        ]
        let required = kind.parameters.filter(\.isRequired).map { JSON.string($0.name) }
        var params: [JSON.Member] = [
            .init("type", "object"), .init("title", .string(kind.title)), .init("additionalProperties", false),
            .init("properties", .object(kind.parameters.map { .init($0.name, $0.schema) })),
        ]
        if !required.isEmpty { params.append(.init("required", .array(required))) }
        return [
            "if": ["properties": ["kind": ["const": .string(kind.name)]]],
            "then": ["properties": ["params": .object(params), "reason": cases, "fix": cases]],
        ]
    }

    private static func text(_ title: String) -> JSON { ["type": "string", "title": .string(title)] }

    private static func titled(_ schema: JSON, _ title: String) -> JSON {
        .object((schema.members ?? []) + [.init("title", .string(title))])
    }
}

extension RuleParameter {
    fileprivate var schema: JSON {
        var members: [JSON.Member] =
            switch sort {
            case .boolean: [.init("type", "boolean")]
            case .word: [.init("enum", .array(words.map(JSON.string)))]
            case .words:
                [
                    .init("type", "array"), .init("uniqueItems", true), .init("minItems", 1),
                    .init("items", ["enum": .array(words.map(JSON.string))]),
                ]
            case .groups:
                [
                    .init("type", "object"),
                    .init("additionalProperties", ["type": "array", "minItems": 1, "items": ["type": "string"]]),
                ]
            case .duration: [.init("type", "string"), .init("pattern", "^[0-9]+ ?(ms|s|m|h|d)$")]
            case .number:
                if let unit {
                    [
                        .init("type", "string"),
                        .init("pattern", .string(#"^-?[0-9]+(\.[0-9]+)? ?\#(unit.rawValue)$"#)),
                    ]
                } else {
                    [
                        .init("type", "number"), .init("minimum", .number("\(range.lowerBound)")),
                        .init("maximum", .number("\(range.upperBound)")),
                    ]
                }
            }
        members.append(.init("title", .string(title)))
        return .object(members)
    }
}
