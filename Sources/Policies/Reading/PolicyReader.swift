import Foundation
import Messages
import Scripts
import YAML

/// Reads one `policies/<name>.yaml` of rules.
struct PolicyReader {
    private static let mostRules = 200

    let kinds: [String: RuleKind]
    let vocabulary: FactVocabulary
    let zone: TimeZone

    func read(_ document: YAMLDocument) throws(YAMLFaults) -> Policy {
        let file = document.file
        return try document.read { root in
            let nameValue = root.required("policy")
            let name = nameValue?.string()
            let title = root.required("title")?.string()
            let version = root.required("version")?.int(in: 1...1_000_000)
            let from = root.optional("effective_from").map { day($0) }
            let until = root.optional("until").map { day($0) }
            let scope = root.optional("scope").map { self.scope($0) } ?? .everybody
            let rules = root.required("rules")?.list(count: 1...Self.mostRules) { rule($0) }
            guard let name, let title, let version, let scope, let rules, from != .some(nil), until != .some(nil) else {
                return nil
            }
            if "policies/\(name).yaml" != file {
                nameValue?.fault("policy: «\(name)», а файл называется \(file): имена должны совпадать")
                return nil
            }
            let end = until.flatMap { $0 }.map { $0 + .hours(24) }
            if let begin = from.flatMap({ $0 }), let end, end <= begin {
                root.fault("until раньше effective_from: политика никогда не действует")
                return nil
            }
            return Policy(
                name: name, title: title, version: version, from: from.flatMap { $0 }, until: end, scope: scope,
                rules: rules, file: file)
        }
    }

    private func rule(_ value: YAMLValue) -> PolicyRule? {
        guard let map = value.mapping() else { return nil }
        let id = map.required("id")?.string()
        let title = map.optional("title")?.string()
        let when = map.required("when")?.mapping()
        let steps = when?.required("step").flatMap { $0.steps() }
        let condition = when.flatMap { ConditionReader(vocabulary: vocabulary).conditions($0) }
        let kind = map.required("kind")?.choice(of: kinds.keys.sorted()).flatMap { kinds[$0] }
        let mode = map.required("mode")?.choice(RuleMode.self)
        let groupModes = map.optional("mode_for").map { $0.list(count: 1...100) { groupMode($0) } } ?? []
        let unsure = map.optional("on_unsure").map { $0.choice(UnsureStep.self) } ?? .approve
        let window = map.optional("window").map { WindowReader.read($0) }
        let thens = map.optional("then")
        let severity = map.optional("severity").map { $0.choice(PolicyRule.Severity.self) } ?? .medium
        guard let kind else {
            map.ignoreRest()
            return nil
        }
        if window != nil, mode == .enforce || groupModes?.contains(where: { $0.mode == .enforce }) == true {
            map.required("mode")?.fault("доля шага не держит: mode у правила с window — warn или shadow, дела — в then")
        }
        let params = self.params(map, kind)
        let consequences = ConsequenceReader(kind: kind).read(thens, hasWindow: window != nil)
        let reasons = texts(map.optional("reason"), kind)
        let fixes = texts(map.optional("fix"), kind)
        if window == nil, kind.facts.contains(where: { $0.path.hasPrefix("window.") }) {
            map.fault("вид \(kind.name) считает за срок: нужен window — за какой и что считать")
            return nil
        }
        guard let id, let steps, let mode, let groupModes, let unsure, let severity, let params, let reasons, let fixes,
            let consequences, window != .some(nil)
        else { return nil }
        return PolicyRule(
            id: id, title: title ?? kind.title, steps: steps, condition: condition ?? nil, kind: kind, params: params,
            question: .init(kind: kind, params: params),
            mode: mode, groupModes: groupModes, onUnsure: unsure, severity: severity,
            window: window.flatMap { $0 }, consequences: consequences, reasons: reasons, fixes: fixes,
            place: value.place, paramPlaces: map.optional("params")?.members() ?? [:])
    }

    /// The parameters as the kind's `judge` gets them; nil after a fault.
    private func params(_ map: YAMLMapping, _ kind: RuleKind) -> JSON? {
        let given = map.optional("params")
        let values = given?.mapping()
        if given != nil, values == nil { return nil }
        var members: [JSON.Member] = []
        var isWhole = true
        for parameter in kind.parameters {
            if let value = values?.optional(parameter.name) {
                guard let read = parameter.read(value) else {
                    isWhole = false
                    continue
                }
                members.append(.init(parameter.name, read))
            } else if let standard = parameter.defaultValue {
                members.append(.init(parameter.name, standard))
            } else if parameter.isRequired {
                let what = "params: нет «\(parameter.name)» (\(parameter.title)): добавьте"
                if let given { given.fault(what) } else { map.fault(what) }
                isWhole = false
            }
        }
        return isWhole ? .object(members) : nil
    }

    /// One text for all cases that do not pass, or a text by case.
    private func texts(_ value: YAMLValue?, _ kind: RuleKind) -> [String: String]? {
        guard let value else { return [:] }
        let known = kind.placeholders.keys
        func text(_ value: YAMLValue) -> String? {
            guard let text = value.string() else { return nil }
            for name in RuleText(text).names where !known.contains(name) {
                let near = NearestWord.advice(on: name, among: known)
                value.fault("«{\(name)}» не подставить: у вида \(kind.name) такого нет\(near)")
                return nil
            }
            return text
        }
        if case .scalar = value.node {
            guard let text = text(value) else { return nil }
            return Dictionary(uniqueKeysWithValues: kind.cases.filter { $0.ruling != .pass }.map { ($0.name, text) })
        }
        guard let map = value.mapping() else { return nil }
        var texts: [String: String] = [:]
        for outcome in kind.cases {
            guard let value = map.optional(outcome.name) else { continue }
            guard let text = text(value) else { return nil }
            texts[outcome.name] = text
        }
        return texts
    }

    private func groupMode(_ value: YAMLValue) -> PolicyRule.GroupMode? {
        guard let map = value.mapping() else { return nil }
        let scope = map.required("scope").flatMap { self.scope($0) }
        let mode = map.required("mode")?.choice(RuleMode.self)
        let until = map.optional("until").map { day($0) }
        guard let scope, let mode, until != .some(nil) else { return nil }
        return PolicyRule.GroupMode(scope: scope, mode: mode, until: until.flatMap { $0 }.map { $0 + .hours(24) })
    }

    private func scope(_ value: YAMLValue) -> PolicyScope? {
        guard let map = value.mapping() else { return nil }
        func names(_ key: String) -> Set<String>? {
            guard let value = map.optional(key) else { return [] }
            return value.words().map(Set.init)
        }
        guard let divisions = names("division"), let warehouses = names("warehouse"), let couriers = names("courier")
        else { return nil }
        let scope = PolicyScope(divisions: divisions, warehouses: warehouses, couriers: couriers)
        if scope == .everybody {
            value.fault("scope пуст: назовите division, warehouse или courier, либо уберите scope")
            return nil
        }
        return scope
    }

    /// The beginning of a day, `2026-12-01`, where the postman is.
    private func day(_ value: YAMLValue) -> Instant? {
        guard let text = value.string() else { return nil }
        if text.count == 10, let day = Instant(text + "T00:00:00", zoneIfAbsent: zone) { return day }
        value.fault("ожидается день, как 2026-12-01, а стоит «\(text)»")
        return nil
    }
}

extension YAMLValue {
    /// One step, or a list of steps.
    fileprivate func steps() -> [CourierStep]? {
        if case .scalar = node { return choice(CourierStep.self).map { [$0] } }
        return list(count: 1...CourierStep.allCases.count) { $0.choice(CourierStep.self) }
    }

    /// Where each of its members stands.
    fileprivate func members() -> [String: YAMLPlace] {
        guard case .mapping(let entries, _) = node else { return [:] }
        return Dictionary(entries.map { ($0.key.text, $0.value.place) }) { first, _ in first }
    }

    /// One word, or a list of words.
    fileprivate func words() -> [String]? {
        if case .scalar = node { return string().map { [$0] } }
        return strings(count: 1...1000)
    }
}
