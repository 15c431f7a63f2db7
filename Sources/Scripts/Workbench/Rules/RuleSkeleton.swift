/// A draft of a mapping from a rule of «Конвертация данных» 2: plain pairs are carried over, code is marked.
struct RuleSkeleton {
    let rule: ExchangeRule
    let sourceType: String
    let targetType: String
    /// The rules by their code, for values that another rule converts.
    let rules: [String: ExchangeRule]
    let system: String
    let target: String

    var text: String {
        var lines = [
            "-- Черновик из правила КД2 «\(rule.code)»\(rule.title.map { " (\($0))" } ?? ""): проверьте каждую строку."
        ]
        lines += rule.handlers.map { "-- ПЕРЕПИСАТЬ: обработчик \($0.event) правила; его код — в конце файла" }
        lines += [
            "return {", "  api_level = 1,", "  from = \"\(system).\(sourceType)\",",
            "  to   = \"\(target).\(targetType)\",",
            "",
        ]
        if !rule.searched.isEmpty {
            lines += ["  match = { { \(rule.searched.map { "\"\($0)\"" }.joined(separator: ", ")) } },", ""]
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
            let isRepeated = !taken.insert(to.name).inserted
            let lines = property.group.map { rows($0, property, to, indent) } ?? [pair(property, to, object, indent)]
            return isRepeated ? lines.map { comment($0, indent, "ещё раз то же поле: ") } : lines
        }
    }

    private func rows(
        _ columns: [RuleProperty], _ group: RuleProperty, _ to: RuleProperty.Side, _ indent: String
    ) -> [String] {
        let marks = group.handlers.map { "\(indent)-- ПЕРЕПИСАТЬ: обработчик \($0.event) таблицы \(to.name)" }
        guard to.kind == "ТабличнаяЧасть", let from = group.source else {
            let why = to.kind == "ТабличнаяЧасть" ? "источника у таблицы нет" : "это \(to.kind), а не табличная часть"
            return marks + [
                "\(indent)-- \(to.name): \(why); поля: "
                    + columns.compactMap(\.target?.name).joined(separator: ", ")
            ]
        }
        return marks + [
            "\(indent)\(to.name) = rows(doc.\(from.name), function(r)", "\(indent)  return {",
        ] + pairs(columns, of: "r", indent: indent + "    ") + ["\(indent)  }", "\(indent)end),"]
    }

    private func pair(_ property: RuleProperty, _ to: RuleProperty.Side, _ object: String, _ indent: String) -> String {
        let events = property.handlers.map(\.event).joined(separator: ", ")
        let mark = events.isEmpty ? "" : "   -- ПЕРЕПИСАТЬ: обработчик \(events)"
        guard let from = property.source else {
            let why = events.isEmpty ? "   -- источника в правиле нет: параметр или входящие данные" : mark
            return "\(indent)-- \(to.name) = …,\(why)"
        }
        let (value, remark) = expression("\(object).\(from.name)", from, property, to)
        return "\(indent)\(to.name) = \(value),\(mark)\(remark.map { "   -- \($0)" } ?? "")"
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
                    "ref(\"\(held)\", \(read))", held == made ? nil : "ПРОВЕРИТЬ: правило «\(code)» делает \(made)"
                )
            }
            if !other.values.isEmpty {
                let table = "ctx.tables.\(other.code)[\(read)]"
                return ("\(read) and (\(table) or unmatched(\"\(from.name)\", \(read))) or empty", nil)
            }
            return (read, "ПРОВЕРИТЬ: правило «\(code)» без пар значений")
        }
        if let type = ObjectFamily.type(ruled: to.type) {
            return ("ref(\"\(type)\", \(read))", "ПРОВЕРИТЬ: правила для ссылки в КД нет")
        }
        return (read, nil)
    }

    private func comment(_ line: String, _ indent: String, _ why: String) -> String {
        let words = line.dropFirst(indent.count)
        return words.hasPrefix("--") ? line : "\(indent)-- \(why)\(words)"
    }

    /// The code of all handlers, so that there is something to rewrite.
    private var code: [String] {
        let all = rule.rewritten
        guard !all.isEmpty else { return [] }
        return ["", "-- Код обработчиков КД2. Перепишите и сотрите."]
            + all.flatMap { path, handler -> [String] in
                let head = "-- \(path.isEmpty ? "правило" : path), \(handler.event):"
                let lines = handler.code.replacing("\r\n", with: "\n").split(
                    separator: "\n", omittingEmptySubsequences: false)
                return ["--", head] + lines.map { "--     \($0)" }
            }
    }
}
