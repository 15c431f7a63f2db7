import Messages

/// Which attributes of a message carry something, in 1С's sense.
enum FilledPaths {
    static func of(_ data: JSON) -> Set<String> {
        var paths = Set<String>()
        collect(data, prefix: "", into: &paths)
        return paths
    }

    private static func collect(_ object: JSON, prefix: String, into paths: inout Set<String>) {
        for member in object.members ?? [] where isFilled(member.value) {
            let path = prefix + member.name
            paths.insert(path)
            if member.value["ref"] == nil { collect(member.value, prefix: path + ".", into: &paths) }
            for row in member.value.array ?? [] { collect(row, prefix: path + ".", into: &paths) }
        }
    }

    private static func isFilled(_ value: JSON) -> Bool {
        switch value {
        case .null: false
        case .bool(let flag): flag
        case .number(let text): text.contains { ("1"..."9").contains($0) }
        case .string(let text): !text.isEmpty && text != GUID.empty && !text.hasPrefix("0001-01-01")
        case .array(let items): !items.isEmpty
        case .object: value["ref"].map(isFilled) ?? true
        }
    }
}
