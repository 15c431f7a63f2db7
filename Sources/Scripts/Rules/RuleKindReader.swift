import Foundation
import Messages
import YAML

/// Reads the manifest of a plugin whose `kind` is `rule`.
struct RuleKindReader {
    private static let most = 64

    /// The rest of a manifest whose name, version and title have been read.
    static func read(
        _ root: YAMLMapping, name: String, version: Int, title: String, unit: Int
    ) -> RuleKind? {
        let parameters = named(root.optional("params")) { parameter($0, $1) }
        let facts = named(root.required("facts")) { fact($0, $1) }
        let figures = named(root.optional("values")) { figure($0, $1) }
        let cases = named(root.required("cases")) { outcome($0, $1) }
        let thresholds = root.optional("thresholds")?.list(count: 1...most) { threshold($0, parameters, figures) }
        guard !cases.isEmpty else { return nil }
        let kind = RuleKind(
            name: name, version: version, title: title, parameters: parameters, facts: facts, figures: figures,
            cases: cases, thresholds: thresholds ?? [], file: "plugins/\(name)/handler.lua",
            branches: Set(facts.map { $0.list ?? $0.names[0] }), unit: unit)
        checkTexts(root, kind)
        return kind
    }

    private static func named<Item>(_ value: YAMLValue?, _ read: (String, YAMLMapping) -> Item?) -> [Item] {
        guard let value, let map = value.mapping() else { return [] }
        let entries = map.entries()
        if entries.isEmpty || entries.count > most { value.fault("нужно от 1 до \(most) имён") }
        return entries.compactMap { entry in entry.value.mapping().flatMap { read(entry.name, $0) } }
    }

    /// `radius: { type: number, unit: m, from: 1, to: 10000, title: … }`.
    private static func parameter(_ name: String, _ map: YAMLMapping) -> RuleParameter? {
        let sort = map.required("type")?.choice(RuleParameter.Sort.self)
        let title = map.required("title")?.string()
        let isRequired = map.optional("required")?.bool() ?? false
        let unit = map.optional("unit").map { $0.choice(MeasureUnit.self) }
        let words = map.optional("of")?.strings(count: 1...most)
        let standard = map.optional("default")
        let (from, to) = (map.optional("from")?.decimal(), map.optional("to")?.decimal())
        guard let sort, let title else { return nil }
        if (sort == .word || sort == .words) != (words != nil) {
            map.fault("\(name): of — слова, из которых выбирают — бывает у word и words, и только у них")
        }
        if unit != nil, sort != .number { map.fault("\(name): unit бывает только у number") }
        let bounds = (Decimal(string: from ?? "0") ?? 0, Decimal(string: to ?? "1000000000") ?? 0)
        guard bounds.0 <= bounds.1 else {
            map.fault("\(name): from больше, чем to")
            return nil
        }
        let bare = RuleParameter(
            name: name, sort: sort, unit: sort == .duration ? .time : unit.flatMap { $0 }, range: bounds.0...bounds.1,
            words: words ?? [], isRequired: isRequired, defaultValue: nil, title: title)
        if isRequired, standard != nil {
            map.fault("\(name): обязательному (required) умолчание ни к чему: уберите одно")
        }
        let rail = map.optional("guard").flatMap { guardRail($0, of: bare) }
        let read = standard.flatMap(bare.read)
        if let rail, let figure = RuleParameter.figure(read), !rail.contains(figure) {
            standard?.fault("\(name): умолчание вне guard: подвиньте одно из двух")
        }
        return RuleParameter(
            name: name, sort: sort, unit: bare.unit, range: bare.range, guardRail: rail, words: bare.words,
            isRequired: isRequired, defaultValue: read, title: title)
    }

    /// `[30 m, 300 m]`: what one caller may put in force alone.
    private static func guardRail(_ value: YAMLValue, of parameter: RuleParameter) -> ClosedRange<Decimal>? {
        guard parameter.sort == .number || parameter.sort == .duration else {
            value.fault("\(parameter.name): guard бывает только у number и duration")
            return nil
        }
        guard let ends = value.items(count: 2...2)?.map({ RuleParameter.figure(parameter.read($0)) }) else {
            return nil
        }
        guard let least = ends[0], let most = ends[1] else { return nil }
        guard least <= most else {
            value.fault("\(parameter.name): в guard сначала меньшее число, потом большее")
            return nil
        }
        return least...most
    }

    private static func fact(_ path: String, _ map: YAMLMapping) -> RuleKind.Fact? {
        let sort = map.required("type")?.choice(FactSort.self)
        let title = map.required("title")?.string()
        guard let sort, let title else { return nil }
        let isPath = path.wholeMatch(of: /[a-z][a-z0-9_]*(\[\])?(\.[a-z][a-z0-9_]*)?/) != nil
        if !isPath { map.fault("факт «\(path)»: имя — латиницей, как geo.distance_m или photos[].width_px") }
        return RuleKind.Fact(path: path, sort: sort, title: title)
    }

    private static func figure(_ name: String, _ map: YAMLMapping) -> RuleKind.Figure? {
        let unit = map.optional("unit").map { $0.choice(MeasureUnit.self) }
        guard let title = map.required("title")?.string() else { return nil }
        return RuleKind.Figure(name: name, unit: unit.flatMap { $0 }, title: title)
    }

    private static func outcome(_ name: String, _ map: YAMLMapping) -> RuleKind.Case? {
        let ruling = map.required("verdict")?.choice(Ruling.self)
        let title = map.required("title")?.string()
        let (reason, fix) = (map.optional("reason")?.string(), map.optional("fix")?.string())
        guard let ruling, let title else { return nil }
        if Ruling(rawValue: name) != nil { map.fault("исход «\(name)» называется как вердикт: назовите его иначе") }
        if ruling != .pass, reason == nil || fix == nil {
            map.fault("исход «\(name)»: человеку нужны reason (почему) и fix (что делать)")
        }
        return RuleKind.Case(name: name, ruling: ruling, title: title, reason: reason, fix: fix)
    }

    /// `{ param: radius, value: distance_m }`.
    private static func threshold(
        _ value: YAMLValue, _ parameters: [RuleParameter], _ figures: [RuleKind.Figure]
    ) -> RuleKind.Threshold? {
        guard let map = value.mapping() else { return nil }
        let parameter = map.required("param")?.choice(of: parameters.map(\.name))
        let figure = map.required("value")?.choice(of: figures.map(\.name))
        guard let parameter, let figure else { return nil }
        return RuleKind.Threshold(parameter: parameter, figure: figure)
    }

    private static func checkTexts(_ root: YAMLMapping, _ kind: RuleKind) {
        let known = kind.placeholders.keys
        for outcome in kind.cases {
            for text in [outcome.reason, outcome.fix].compactMap({ $0 }) {
                for name in RuleText(text).names where !known.contains(name) {
                    let near = NearestWord.advice(on: name, among: known)
                    root.fault("исход «\(outcome.name)»: {\(name)} нет в params и values\(near)")
                }
            }
        }
    }
}
