import Messages

extension DraftType {
    private static let width = 110
    /// Words that YAML readers take for something else than a text.
    private static let reserved: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"]

    /// The type's lines under `types:`; what is not known stands in comments above or in place of its attribute.
    var yaml: [String] {
        var lines = ["  \(Self.quoted(name)):"]
        if let title { lines.append("    title: \(Self.quoted(title))") }
        lines.append("    lane: \(lane.rawValue)")
        if !fields.isEmpty { lines += ["    fields:"] + Self.lines(fields, indent: "      ") }
        let tables = tables.filter { $0.fields.contains { $0.kind != nil } }
        if !tables.isEmpty {
            lines.append("    tables:")
            for table in tables {
                lines.append("      \(Self.quoted(table.name)):")
                lines += Self.lines(table.fields, indent: "        ")
            }
        }
        return lines
    }

    private static func lines(_ fields: [DraftField], indent: String) -> [String] {
        var lines: [String] = []
        var isOwn = false
        for field in fields {
            if field.isOwn, !isOwn { lines.append("\(indent)# Собственные реквизиты, в поставке их нет.") }
            isOwn = field.isOwn
            if let doubt = field.doubt { lines.append("\(indent)# \(field.name): \(doubt)") }
            if let kind = field.kind { lines += text(field.name, parts(kind, field.isRequired), indent) }
        }
        return lines
    }

    private static func parts(_ kind: Field.Kind, _ isRequired: Bool) -> [String] {
        let parts =
            switch kind {
            case .string(let length): ["type: string"] + (length.map { ["length: \($0)"] } ?? [])
            case .number(let digits, let fraction):
                ["type: number", "digits: \(digits)"] + (fraction > 0 ? ["fraction: \(fraction)"] : [])
            case .boolean: ["type: boolean"]
            case .date: ["type: date"]
            case .any: ["type: any"]
            case .enumeration(let values): ["type: enum", list("values", values)]
            case .reference(let types): ["type: ref", list("to", types)]
            }
        return parts + (isRequired ? ["required: true"] : [])
    }

    private static func list(_ key: String, _ items: [String]) -> String {
        "\(key): [\(items.map(quoted).joined(separator: ", "))]"
    }

    /// One line, or several where one would be too long.
    private static func text(_ name: String, _ parts: [String], _ indent: String) -> [String] {
        let line = "\(indent)\(quoted(name)): { \(parts.joined(separator: ", ")) }"
        guard line.count > width else { return [line] }
        let inner = indent + "    "
        var lines = ["\(indent)\(quoted(name)):"]
        var open = "\(indent)  {"
        for word in parts.joined(separator: ", ").split(separator: " ") {
            if open.count + word.count + 3 > width {
                lines.append(open)
                open = inner + word
            } else {
                open += " \(word)"
            }
        }
        return lines + [open + " }"]
    }

    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "." || $0 == " "
            } && text.first?.isNumber == false && text.last != " " && text.first != " "
        if isPlain, !reserved.contains(text.lowercased()) { return text }
        return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
