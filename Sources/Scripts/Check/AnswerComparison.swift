import Messages

/// What differs between an expected answer and the one that came.
enum AnswerComparison {
    struct Difference {
        /// Names and numbers from the root of the expected file.
        let path: [String]
        let sentence: String
    }

    static func differences(expected: JSON, got: JSON) -> [Difference] {
        if let wanted = expected["objects"]?.array, let came = got["objects"]?.array {
            return compare(objects: wanted, came)
        }
        return compare(expected, got, path: [], label: "")
    }

    /// Objects are told apart by their slots; their order is not the mapping's business.
    private static func compare(objects wanted: [JSON], _ came: [JSON]) -> [Difference] {
        var differences: [Difference] = []
        for (index, object) in wanted.enumerated() {
            let slot = object["slot"]?.string ?? "?"
            let path = ["objects", "\(index)"]
            guard let match = came.first(where: { $0["slot"]?.string == slot }) else {
                differences.append(Difference(path: path, sentence: "слот «\(slot)» ожидался, но его нет"))
                continue
            }
            for name in ["type", "fields"] {
                differences += compare(
                    object[name] ?? .null, match[name] ?? .null, path: path + [name],
                    label: name == "type" ? "type" : slot)
            }
        }
        let known = Set(wanted.compactMap { $0["slot"]?.string })
        for object in came where !known.contains(object["slot"]?.string ?? "") {
            let slot = object["slot"]?.string ?? ""
            differences.append(
                Difference(
                    path: ["objects"], sentence: "слот «\(slot)» получился, но не ожидался: \(object.text.prefix(300))")
            )
        }
        return differences
    }

    private static func compare(_ wanted: JSON, _ came: JSON, path: [String], label: String) -> [Difference] {
        switch (wanted, came) {
        case (.object(let left), .object(let right)):
            let names = left.map(\.name) + right.map(\.name).filter { name in !left.contains { $0.name == name } }
            return names.flatMap { name -> [Difference] in
                let inner = label.isEmpty ? name : "\(label).\(name)"
                guard let wanted = wanted[name] else {
                    return [Difference(path: path, sentence: "\(inner): не ожидалось, получено \(shown(came[name]))")]
                }
                return compare(wanted, came[name], path: path + [name], label: inner)
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            return zip(left, right).enumerated().flatMap { index, pair in
                compare(pair.0, pair.1, path: path + ["\(index)"], label: "\(label)[\(index + 1)]")
            }
        case (.array(let left), .array(let right)):
            return [
                Difference(path: path, sentence: "\(label): ожидалось строк \(left.count), получено \(right.count)")
            ]
        case (.number(let left), .number(let right)) where PlainDigits(left) == PlainDigits(right): return []
        default:
            if wanted == came { return [] }
            return [Difference(path: path, sentence: "\(label): ожидалось \(shown(wanted)), получено \(shown(came))")]
        }
    }

    private static func compare(_ wanted: JSON, _ came: JSON?, path: [String], label: String) -> [Difference] {
        guard let came else {
            return [Difference(path: path, sentence: "\(label): ожидалось \(shown(wanted)), а не получено ничего")]
        }
        return compare(wanted, came, path: path, label: label)
    }

    private static func shown(_ value: JSON?) -> String {
        let text = value?.text ?? "ничего"
        return text.count > 120 ? "\(text.prefix(120))…" : text
    }
}
