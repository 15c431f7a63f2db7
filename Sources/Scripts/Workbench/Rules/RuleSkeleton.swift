/// A draft of a mapping from a rule of «Конвертация данных»: plain pairs are carried over, code is marked.
struct RuleSkeleton {
    let rule: ExchangeRule
    let sourceType: String
    let targetType: String
    /// The rules by their code, for values that another rule converts.
    let rules: [String: ExchangeRule]
    let system: String
    let target: String

    var text: String {
        let title = rule.title.map { " (\($0))" } ?? ""
        var lines = [
            "-- Черновик из \(rule.origin) «\(rule.code)»\(title): проверьте каждую строку."
        ].map(DraftText.line)
        lines += rule.notes.map { "-- \(DraftText.line($0))" }
        lines += rule.handlers.map { "-- ПЕРЕПИСАТЬ: обработчик \($0.event) правила; его код — в конце файла" }
        lines += [
            "return {", "  api_level = 1,", "  from = \"\(system).\(sourceType)\",",
            "  to   = \"\(target).\(targetType)\",",
            "",
        ]
        if !rule.searches.isEmpty {
            let groups = rule.searches.map { "{ \($0.map(DraftText.quoted).joined(separator: ", ")) }" }
            lines += ["  match = { \(groups.joined(separator: ", ")) },", ""]
        }
        lines += ["  ---@param doc \(system).\(sourceType)", "  ---@param ctx Контекст", "  map = function(doc, ctx)"]
        lines += ["    return {"]
        lines += pairs(rule.properties, of: "doc", indent: "      ")
        lines += ["    }", "  end,", "}"]
        return (lines + code).joined(separator: "\n") + "\n"
    }

    private func pairs(_ properties: [RuleProperty], of object: String, indent: String) -> [String] {
        var taken: Set<String> = []
        return properties.flatMap { property -> [String] in
            guard let to = property.target else { return [] }
            guard DraftText.isName(to.name) else {
                return ["\(indent)-- «\(DraftText.line(to.name))»: не имя поля, источник \(shown(property.source))"]
            }
            let isRepeated = !taken.insert(to.name).inserted
            let lines = property.group.map { rows($0, property, to, indent) } ?? [pair(property, to, object, indent)]
            return isRepeated ? lines.map { comment($0, indent, "ещё раз то же поле: ") } : lines
        }
    }

    private func rows(
        _ columns: [RuleProperty], _ group: RuleProperty, _ to: RuleProperty.Side, _ indent: String
    ) -> [String] {
        var marks = group.handlers.map { "\(indent)-- ПЕРЕПИСАТЬ: обработчик \($0.event) таблицы \(to.name)" }
        marks += group.remark.map { ["\(indent)-- \(DraftText.line($0))"] } ?? []
        guard to.kind == "ТабличнаяЧасть", let from = group.source, DraftText.isName(from.name) else {
            let why = to.kind == "ТабличнаяЧасть" ? "источника у таблицы нет" : "это \(to.kind), а не табличная часть"
            let fields = columns.compactMap(\.target?.name).joined(separator: ", ")
            return marks + ["\(indent)-- " + DraftText.line("\(to.name): \(why); поля: \(fields)")]
        }
        return marks + [
            "\(indent)\(to.name) = rows(doc.\(from.name), function(r)", "\(indent)  return {",
        ] + pairs(columns, of: "r", indent: indent + "    ") + ["\(indent)  }", "\(indent)end),"]
    }

    private func pair(_ property: RuleProperty, _ to: RuleProperty.Side, _ object: String, _ indent: String) -> String {
        let events = property.handlers.map(\.event).joined(separator: ", ")
        let marks = (events.isEmpty ? [] : ["ПЕРЕПИСАТЬ: обработчик \(events)"]) + (property.remark.map { [$0] } ?? [])
        let mark = marks.map { "   -- \(DraftText.line($0))" }.joined()
        guard let from = property.source else {
            let why = marks.isEmpty ? "   -- источника в правиле нет: параметр или входящие данные" : mark
            return "\(indent)-- \(to.name) = …,\(why)"
        }
        guard DraftText.isPath(from.name) else {
            return "\(indent)-- \(to.name) = …,   -- источник \(shown(from)): не имя поля\(mark)"
        }
        let (value, remark) = expression(read(from.name, of: object), from, property, to)
        return "\(indent)\(to.name) = \(value),\(mark)\(remark.map { "   -- \(DraftText.line($0))" } ?? "")"
    }

    /// `doc.Имя`; what lies in a part of the object is read when there is that part.
    private func read(_ path: String, of object: String) -> String {
        let names = path.split(separator: ".")
        let steps = names.indices.map { "\(object).\(names[...$0].joined(separator: "."))" }
        return steps.count == 1 ? steps[0] : "(\(steps.joined(separator: " and ")))"
    }

    /// The value of a field, and what to look at.
    private func expression(
        _ read: String, _ from: RuleProperty.Side, _ property: RuleProperty, _ to: RuleProperty.Side
    ) -> (value: String, remark: String?) {
        if let code = property.rule {
            guard let other = rules[code] else { return (read, "ПРОВЕРИТЬ: правила «\(code)» в файле нет") }
            if let made = other.targetType {
                // The field's own type is what it can hold; rules are known to name a wrong rule.
                let held = ObjectFamily.type(ruled: to.type) ?? made
                return (
                    "ref(\(DraftText.quoted(held)), \(read))",
                    held == made ? nil : "ПРОВЕРИТЬ: правило «\(code)» делает \(made)"
                )
            }
            if !other.values.isEmpty {
                let table = "ctx.tables.\(other.name)[\(read)]"
                let asked = DraftText.quoted(from.name)
                return ("\(read) and (\(table) or unmatched(\(asked), \(read))) or empty", nil)
            }
            return (read, "ПРОВЕРИТЬ: правило «\(code)» без пар значений")
        }
        if let type = ObjectFamily.type(ruled: to.type) {
            return ("ref(\(DraftText.quoted(type)), \(read))", "ПРОВЕРИТЬ: правила для ссылки в КД нет")
        }
        return (read, nil)
    }

    private func shown(_ side: RuleProperty.Side?) -> String {
        DraftText.line(side.map { "«\($0.name)»" } ?? "не назван")
    }

    private func comment(_ line: String, _ indent: String, _ why: String) -> String {
        let words = line.dropFirst(indent.count)
        return words.hasPrefix("--") ? line : "\(indent)-- \(why)\(words)"
    }

    /// The code of all handlers, so that there is something to rewrite.
    private var code: [String] {
        let all = rule.rewritten
        guard !all.isEmpty else { return [] }
        return ["", "-- Код обработчиков КД. Перепишите и сотрите."]
            + all.flatMap { path, handler -> [String] in
                let account = handler.account.map { " — \($0)" } ?? ""
                let head = "-- " + DraftText.line("\(path.isEmpty ? "правило" : path), \(handler.event)\(account):")
                return ["--", head] + handler.code.map { "--     \(DraftText.line($0))" }
            }
    }
}
