import Messages

/// Drafts of mappings and lookup tables from the rules of «Конвертация данных» 2.
package struct RulesImport: Sendable {
    /// Contents by path under a folder of mappings: `Склады/to_ut11.lua`, `tables/СтавкиНДС.yaml`.
    package let files: [(path: String, text: String)]
    /// Every handler that is to be rewritten, with the rule and the field: `Склады.Вид: ПриВыгрузке`.
    package let handlers: [String]
    /// What was left out, and why.
    package let remarks: [String]

    /// - Parameters:
    ///   - name: the file, for messages.
    ///   - system: the source: `ut103`.
    ///   - target: the target: `ut11`.
    /// - Throws: when the file holds no such rules.
    package init(_ bytes: [UInt8], named name: String, system: String, target: String) throws(WorkbenchFault) {
        let root = try MarkupReader.read(bytes, named: name)
        guard let list = root.descendant("ПравилаОбмена")?["ПравилаКонвертацииОбъектов"] else {
            throw WorkbenchFault(
                "\(name): это не правила КД2: нужны ПравилаОбмена с ПравилаКонвертацииОбъектов (модули КД3 не читаются)"
            )
        }
        let elements = list.descendants("Правило")
        let rules = elements.compactMap(ExchangeRule.init)
        let byCode = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var files: [(path: String, text: String)] = []
        var remarks: [String] = []
        for rule in rules {
            if !rule.values.isEmpty { files.append(("tables/\(rule.code).yaml", Self.table(rule))) }
            if rule.isEnumeration { continue }
            guard let from = rule.sourceType, let to = rule.targetType else {
                remarks.append("\(rule.code): \(Self.reason(rule))")
                continue
            }
            let skeleton = RuleSkeleton(
                rule: rule, sourceType: from, targetType: to, rules: byCode, system: system, target: target)
            let path = "\(Self.bare(from))/to_\(target).lua"
            guard let first = files.first(where: { $0.path == path }) else {
                files.append((path, skeleton.text))
                continue
            }
            files.append(("\(rule.code)/to_\(target).lua", skeleton.text))
            remarks.append("\(rule.code): тот же источник, что у \(first.path): соберите их слотами одного маппинга")
        }
        let off = elements.count - rules.count
        if off > 0 { remarks.append("отключённых правил: \(off)") }
        let exchange = root.descendant("ПравилаОбмена")
        let algorithms = exchange?["Алгоритмы"]?.descendants("Алгоритм").compactMap { $0.attributes["Имя"] } ?? []
        if !algorithms.isEmpty { remarks.append("алгоритмы: \(algorithms.joined(separator: ", "))") }
        self.files = files
        self.remarks = remarks
        handlers = rules.flatMap { rule in
            rule.rewritten.map { path, handler in
                "\(rule.code)\(path.isEmpty ? "" : ".\(path)"): \(handler.event)"
            }
        }
    }

    /// Pairs of values, as `ctx.tables` has them.
    private static func table(_ rule: ExchangeRule) -> String {
        var known: Set<String> = []
        let pairs = rule.values.filter { known.insert($0.source).inserted }
        let lines = pairs.map { "\"\($0.source)\": \"\($0.target)\"" }
        return (["# Значения правила КД2 «\(rule.code)»."] + lines).joined(separator: "\n") + "\n"
    }

    private static func reason(_ rule: ExchangeRule) -> String {
        guard let source = rule.source else { return "источника нет, объект \(rule.target) собирает код" }
        return "\(source) → \(rule.target): не справочник и не документ"
    }

    private static func bare(_ type: String) -> String { type.split(separator: ".").last.map(String.init) ?? type }
}
