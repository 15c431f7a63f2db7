import Messages

/// A message with one attribute changed, to see what hangs on it.
struct MessageVariation {
    /// The attribute without the numbers of rows: `Товары.Цена`.
    let path: String
    let data: JSON

    /// Rows of one table part that are looked at; the rest is taken to be like them.
    private static let rowLimit = 5

    /// For every filled attribute: the message without it, and with another value of the same kind. For every other
    /// that the contract knows, in the header and in rows: the message with it.
    static func all(of data: JSON, _ type: Contract.ObjectType?) -> [MessageVariation] {
        (data.members ?? []).indices.flatMap { variations(of: data, member: $0, prefix: "") }
            + added(to: data, type?.fields ?? [:], prefix: "")
            + (type?.tables ?? [:]).sorted { $0.key < $1.key }.flatMap { name, columns in
                addedToRows(of: data, name, columns)
            }
    }

    private static func added(to object: JSON, _ fields: [String: Field], prefix: String) -> [MessageVariation] {
        let filled = FilledPaths.of(object)
        let rest = (object.members ?? []).filter { filled.contains($0.name) }
        return fields.sorted { $0.key < $1.key }.filter { !filled.contains($0.key) && $0.key != "Ссылка" }
            .flatMap { name, field in
                values(field.kind).map { value in
                    MessageVariation(path: prefix + name, data: .object(rest + [JSON.Member(name, value)]))
                }
            }
    }

    private static func addedToRows(of data: JSON, _ table: String, _ columns: [String: Field]) -> [MessageVariation] {
        guard let rows = data[table]?.array else { return [] }
        return rows.indices.prefix(rowLimit).flatMap { row in
            added(to: rows[row], columns, prefix: "\(table).").map { change in
                var changed = rows
                changed[row] = change.data
                let members = (data.members ?? []).map { member in
                    member.name == table ? JSON.Member(table, .array(changed)) : member
                }
                return MessageVariation(path: change.path, data: .object(members))
            }
        }
    }

    /// Values that a field of that kind may have.
    private static func values(_ kind: Field.Kind) -> [JSON] {
        switch kind {
        case .string(let length): [.string(String("77".prefix(length ?? 2)))]
        case .any: [.string("77"), .number("7")]
        case .number: [.number("7")]
        case .boolean: [.bool(true)]
        case .date: [.string("2025-05-05T00:00:00")]
        case .enumeration(let values): values.prefix(4).map(JSON.string)
        case .reference(let types):
            types.prefix(4).map { ["ref": "77777777-7777-4777-8777-777777777777", "type": .string($0)] }
        }
    }

    private static func variations(of object: JSON, member index: Int, prefix: String) -> [MessageVariation] {
        guard var members = object.members else { return [] }
        let (name, value) = (members[index].name, members[index].value)
        guard FilledPaths.of(.object([members[index]])).contains(name) else { return [] }
        func replaced(_ value: JSON) -> JSON {
            members[index].value = value
            return .object(members)
        }
        if let rows = value.array {
            let emptied = MessageVariation(path: prefix + name, data: replaced(.array([])))
            let inner = rows.indices.prefix(rowLimit).flatMap { row in
                (rows[row].members ?? []).indices.flatMap { column in
                    variations(of: rows[row], member: column, prefix: "\(prefix)\(name).").map { change in
                        var changed = rows
                        changed[row] = change.data
                        return MessageVariation(path: change.path, data: replaced(.array(changed)))
                    }
                }
            }
            return [emptied] + inner
        }
        return ([.null] + others(value)).map { MessageVariation(path: prefix + name, data: replaced($0)) }
    }

    /// Other values of the same kind.
    private static func others(_ value: JSON) -> [JSON] {
        switch value {
        case .bool(let flag): return [.bool(!flag)]
        case .number(let text): return [.number(text.hasPrefix("-") ? "7" : text == "7" ? "8" : "7")]
        case .string(let text): return [.string(other(text))]
        case .object(let members):
            guard let reference = value["ref"]?.string else { return [] }
            return [
                .object(members.map { $0.name == "ref" ? JSON.Member("ref", .string(other(reference))) : $0 })
            ]
        case .null, .array: return []
        }
    }

    /// Another date, GUID, number or text, of the same length.
    private static func other(_ text: String) -> String {
        var letters = Array(text)
        // Of a date the last digit of the year; of anything else its last letter or digit.
        let isDate = text.wholeMatch(of: /\d{4}-\d{2}-\d{2}.*/) != nil
        guard let place = isDate ? 3 : letters.lastIndex(where: { $0.isLetter || $0.isNumber }) else {
            return text + "я"
        }
        letters[place] =
            letters[place].isNumber ? (letters[place] == "1" ? "2" : "1") : letters[place] == "а" ? "о" : "а"
        if GUID.normalized(text) != nil, !letters[place].isNumber { letters[place] = "0" }
        return String(letters)
    }
}
