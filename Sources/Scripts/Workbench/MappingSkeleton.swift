package import Messages

/// A first mapping of an object type, made of one message: everything that it has is read or ignored, and what the
/// target wants is asked for by name.
package struct MappingSkeleton {
    private let system: String
    private let type: String
    private let data: JSON
    private let target: String
    private let targetType: Contract.ObjectType?

    /// - Parameters:
    ///   - message: in the form of a sample file.
    ///   - targetType: the type in the target; by default the one of the same name.
    /// - Throws: `MappingBench.Fault` when the message is none.
    package init(message: JSON, target: String, targetType: String?, contracts: [String: Contract]) throws {
        guard let system = message["source"]?.string, let type = message["type"]?.string, let data = message["data"],
            data.members != nil
        else { throw MappingBench.Fault(description: "нужно целое сообщение: source, type, id, operation, data") }
        let wanted = targetType ?? type
        let known = contracts[target]?.types[wanted]
        if let targetType, known == nil {
            throw MappingBench.Fault(description: "типа «\(targetType)» нет в mappings/contracts/\(target)")
        }
        (self.system, self.type, self.data, self.target) = (system, type, data, target)
        self.targetType = known
    }

    /// `mappings/<Объект>/to_<target>.lua`.
    package var path: String { "mappings/\(name)/to_\(target).lua" }

    /// Where the message is kept as the first sample.
    package var samplePath: String { "mappings/\(name)/samples/обычный.json" }

    private var name: String { type.split(separator: ".").last.map(String.init) ?? type }

    /// The mapping's text. Fields of the same name on both sides are carried over by their kind; what is left stands in
    /// comments, to be decided.
    package var text: String {
        let wanted = targetType?.name ?? type
        let members = (data.members ?? []).filter { $0.name != "Ссылка" }
        let plain = members.filter { $0.value.array == nil }
        let carried = plain.filter { targetType?.fields[$0.name] != nil }
        let rest = plain.filter { targetType?.fields[$0.name] == nil }
        let tables = members.filter { $0.value.array != nil }
        var lines = [
            "-- Черновик по одному сообщению: проверьте каждую строку и сотрите это.", "return {", "  api_level = 1,",
            "  from = \"\(system).\(type)\",", "  to   = \"\(target).\(wanted)\",", "",
            "  ignore = {",
        ]
        lines += rest.map { "    \"\($0.name)\",\(Self.remark($0.value))" }
        lines += [
            "  },", "", "  ---@param doc \(system).\(type)", "  ---@param ctx Контекст", "  map = function(doc, ctx)",
        ]
        lines += ["    return {"]
        lines += carried.map { "      \($0.name) = \(expression($0))," }
        lines += missing(carried.map(\.name)).map { "      -- \($0) = …,   -- приёмник требует" }
        for table in tables { lines += rows(table) }
        lines += ["    }", "  end,", "}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func expression(_ member: JSON.Member) -> String {
        switch targetType?.fields[member.name]?.kind {
        case .reference(let types): "ref(\"\(types[0])\", doc.\(member.name))"
        case .string(let length?): "text.left(doc.\(member.name), \(length)) or empty"
        case .boolean: "doc.\(member.name) or false"
        default: "doc.\(member.name)"
        }
    }

    private func missing(_ carried: [String]) -> [String] {
        (targetType?.fields ?? [:]).filter { $0.value.isRequired && !carried.contains($0.key) }.keys.sorted()
    }

    private func rows(_ table: JSON.Member) -> [String] {
        let columns = table.value.array?.first?.members ?? []
        guard let known = targetType?.tables[table.name] else {
            return [
                "      -- табличной части \(table.name) в приёмнике нет: \(columns.map(\.name).joined(separator: ", "))"
            ]
        }
        let carried = columns.filter { known[$0.name] != nil }
        let rest = columns.filter { known[$0.name] == nil }.map(\.name)
        let asked = known.filter { $0.value.isRequired }.keys.filter { name in !carried.contains { $0.name == name } }
        return ["      \(table.name) = rows(doc.\(table.name), function(r)", "        return {"]
            + carried.map { "          \($0.name) = \(cell($0, known))," }
            + asked.sorted().map { "          -- \($0) = …,   -- приёмник требует" }
            + (rest.isEmpty ? [] : ["          -- не разложены: \(rest.joined(separator: ", "))"])
            + ["        }", "      end),"]
    }

    private func cell(_ member: JSON.Member, _ known: [String: Field]) -> String {
        if case .reference(let types)? = known[member.name]?.kind { return "ref(\"\(types[0])\", r.\(member.name))" }
        return "r.\(member.name)"
    }

    private static func remark(_ value: JSON) -> String {
        let shown = value["name"]?.string ?? value.text
        return "   -- \(shown.prefix(40).replacing("\n", with: " "))"
    }
}
