import Messages

/// The objects of one system as classes of the Lua language server: what a mapping reads, or what it may write.
struct ClassStubs {
    private let contract: Contract
    private let isTarget: Bool

    /// - Parameter isTarget: mappings write these objects; else they read them.
    init(_ contract: Contract, isTarget: Bool) {
        self.contract = contract
        self.isTarget = isTarget
    }

    /// `mappings/.meta/<system>.lua`.
    var text: String {
        let head = [
            "---@meta",
            "-- Сделано командой \(LuaStubs.command) из mappings/contracts: руками не правят.",
            isTarget
                ? "-- Что маппинг может написать: поля ответа map."
                : "-- Что маппинг читает: ---@param doc \(contract.system).<Тип> над map = function(doc, ctx).",
        ]
        let types = contract.types.values.sorted { $0.name < $1.name }
        let bodies = types.flatMap { lines($0) } + (isTarget ? [] : bare(types))
        return (head + bodies).joined(separator: "\n") + "\n"
    }

    private func lines(_ type: Contract.ObjectType) -> [String] {
        var lines = [""] + (type.title.map { ["---\($0)"] } ?? [])
        lines.append("---@class \(name(type.name))\(isTarget ? "" : " : Ссылка")")
        lines += fields(type.fields)
        let tables = type.tables.sorted { $0.key < $1.key }
        lines += tables.map { "---@field \($0.key)? \(name(type.name)).\($0.key)[]\(isTarget ? "|Пометка" : "")" }
        for (table, columns) in tables {
            lines += ["", "---@class \(name(type.name)).\(table)"] + fields(columns)
        }
        return lines
    }

    private func fields(_ fields: [String: Field]) -> [String] {
        fields.sorted { $0.key < $1.key }.map { name, field in
            let remark = [field.title, field.isRequired ? "приёмник требует" : nil, Self.remark(field.kind)]
            let words = remark.compactMap(\.self).joined(separator: "; ")
            return "---@field \(name)? \(kind(field.kind))" + (words.isEmpty ? "" : " # \(words)")
        }
    }

    private func kind(_ kind: Field.Kind) -> String {
        let plain =
            switch kind {
            case .string, .date: "string"
            case .number: "number"
            case .boolean: "boolean"
            case .any: "any"
            case .enumeration(let values): values.map { "\"\($0)\"" }.joined(separator: "|")
            case .reference(let types): isTarget ? "string" : types.map(name).joined(separator: "|")
            }
        return isTarget ? "\(plain)|Пометка" : plain
    }

    private static func remark(_ kind: Field.Kind) -> String? {
        switch kind {
        case .string(let length?): "до \(length)"
        case .number(let digits, let fraction): "(\(digits), \(fraction))"
        case .date: "дата"
        case .reference(let types): types.joined(separator: ", ")
        case .string, .boolean, .enumeration, .any: nil
        }
    }

    /// Types that are only referred to.
    private func bare(_ types: [Contract.ObjectType]) -> [String] {
        let fields = types.flatMap { type in [type.fields] + type.tables.map(\.value) }.flatMap(\.values)
        let names = fields.flatMap { field in
            if case .reference(let types) = field.kind { return types }
            return []
        }
        return Set(names).subtracting(types.map(\.name)).sorted().flatMap { ["", "---@class \(name($0)) : Ссылка"] }
    }

    private func name(_ type: String) -> String { "\(contract.system).\(type)" }
}
