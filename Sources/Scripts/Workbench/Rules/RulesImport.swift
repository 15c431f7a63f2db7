import Messages

/// Drafts of mappings and lookup tables from the rules of «Конвертация данных»: the XML of edition 2, or the module of
/// edition 3 that exchanges through the universal format.
package struct RulesImport: Sendable {
    /// Contents by path under a folder of mappings: `Склады/to_ut11.lua`, `tables/СтавкиНДС.yaml`.
    package private(set) var files: [(path: String, text: String)] = []
    /// Every handler that is to be rewritten, with the rule and the field: `Склады.Вид: ПриВыгрузке`.
    package private(set) var handlers: [String]
    /// What was left out, and why.
    package private(set) var remarks: [String] = []

    private let system: String
    private let target: String
    /// Of the drafts by source, by path.
    private var directions: [String: RuleDirection?] = [:]

    /// - Parameters:
    ///   - name: the file, for messages.
    ///   - system: the source: `ut103`.
    ///   - target: the target: `ut11`.
    ///   - direction: which rules of a module to take; nil takes each one once, as a sending one when it is for both.
    /// - Throws: when the file holds no such rules, or where it cannot be read.
    package init(
        _ bytes: [UInt8], named name: String, system: String, target: String, direction: RuleDirection? = nil
    ) throws(WorkbenchFault) {
        self.system = system
        self.target = target
        if Self.isMarkup(bytes) {
            let exchange = try Self.exchange(in: bytes, named: name)
            let elements = exchange.list.descendants("Правило")
            let rules = elements.compactMap(ExchangeRule.init)
            handlers = Self.account(of: rules)
            draft(rules, among: Self.byCode(rules), nil)
            let off = elements.count - rules.count
            if off > 0 { remarks.append("отключённых правил: \(off)") }
            if !exchange.algorithms.isEmpty {
                remarks.append("алгоритмы: \(exchange.algorithms.joined(separator: ", "))")
            }
        } else {
            let module = try ModuleRules(try BSLModule(bytes, named: name), direction: direction)
            handlers = Self.account(of: module.drafted.map(\.rule)) + module.handlers
            remarks = module.remarks
            for (rule, direction) in module.drafted { draft([rule], among: module.byCode[direction] ?? [:], direction) }
        }
    }

    /// A module never begins with `<`; XML begins with nothing else.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
    }

    private static func exchange(
        in bytes: [UInt8], named name: String
    ) throws(WorkbenchFault) -> (list: MarkupElement, algorithms: [String]) {
        let root = try MarkupReader.read(bytes, named: name).descendant("ПравилаОбмена")
        guard let list = root?["ПравилаКонвертацииОбъектов"] else {
            throw WorkbenchFault(
                "\(name): это не правила КД2: нужны ПравилаОбмена с ПравилаКонвертацииОбъектов; от КД3 нужен модуль "
                    + "менеджера обмена (.bsl), а не XML")
        }
        return (list, root?["Алгоритмы"]?.descendants("Алгоритм").compactMap { $0.attributes["Имя"] } ?? [])
    }

    private static func byCode(_ rules: [ExchangeRule]) -> [String: ExchangeRule] {
        Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func account(of rules: [ExchangeRule]) -> [String] {
        rules.flatMap { rule in
            rule.rewritten.map { path, handler in
                let place = "\(rule.code)\(path.isEmpty ? "" : ".\(path)"): \(handler.event)"
                return DraftText.line(place + (handler.account.map { " — \($0)" } ?? ""))
            }
        }
    }

    private mutating func draft(
        _ rules: [ExchangeRule], among known: [String: ExchangeRule], _ direction: RuleDirection?
    ) {
        for rule in rules {
            if !rule.values.isEmpty { put(Self.table(rule), "tables/\(rule.name).yaml") }
            if rule.isEnumeration { continue }
            guard let from = rule.sourceType, let to = rule.targetType else {
                remarks.append(DraftText.line("\(rule.code): \(Self.reason(rule))"))
                continue
            }
            let skeleton = RuleSkeleton(
                rule: rule, sourceType: from, targetType: to, rules: known, system: system, target: target)
            let path = "\(Self.bare(from))/to_\(target).lua"
            guard let first = directions[path] else {
                directions[path] = .some(direction)
                put(skeleton.text, path)
                continue
            }
            put(skeleton.text, "\(rule.name)/to_\(target).lua")
            let remedy =
                first == direction
                ? "соберите их слотами одного маппинга" : "направления разные, оставьте одно: --direction"
            remarks.append(DraftText.line("\(rule.code): тот же источник, что у \(path): \(remedy)"))
        }
    }

    /// Rules may be called alike; no draft is lost.
    private mutating func put(_ text: String, _ path: String) {
        guard files.contains(where: { $0.path == path }) else { return files.append((path, text)) }
        var (number, free) = (2, path)
        while files.contains(where: { $0.path == free }) {
            let parts = path.split(separator: path.hasPrefix("tables/") ? "." : "/", maxSplits: 1)
            free = "\(parts[0])_\(number)\(path.hasPrefix("tables/") ? "." : "/")\(parts[1])"
            number += 1
        }
        files.append((free, text))
        remarks.append("\(free): правило с таким именем есть ещё одно")
    }

    /// Pairs of values, as `ctx.tables` has them.
    private static func table(_ rule: ExchangeRule) -> String {
        var known: Set<String> = []
        let pairs = rule.values.map { (DraftText.quoted($0.source), DraftText.quoted($0.target)) }
        let lines = pairs.filter { known.insert($0.0).inserted }.map { "\($0.0): \($0.1)" }
        let head = DraftText.line("# Значения \(rule.origin) «\(rule.code)».")
        return ([head] + lines).joined(separator: "\n") + "\n"
    }

    private static func reason(_ rule: ExchangeRule) -> String {
        guard let source = rule.source else { return "источника нет, объект \(rule.target) собирает код" }
        return "\(source) → \(rule.target): не справочник и не документ"
    }

    private static func bare(_ type: String) -> String { type.split(separator: ".").last.map(String.init) ?? type }
}
