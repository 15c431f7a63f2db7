import Foundation
import Messages

/// An object as its own system told of it, to be compared with what we would write there: field by field, in that
/// system's terms. What we would not write is not looked at.
struct Utterance: Sendable {
    let message: Message
    private let data: JSON
    private let type: Contract.ObjectType?

    /// - Parameter type: the object's type in its system's contract.
    init(_ message: Message, type: Contract.ObjectType?) {
        self.message = message
        self.type = type
        data = (try? JSONReader.read(message.data.utf8)) ?? .object([])
    }

    /// Whether the system has deleted the object, or marked it for deletion.
    var isDeleted: Bool { message.operation == .delete || data["ПометкаУдаления"] == true }

    /// The names of the fields in which the object is not as it would be written; of a table part with the row.
    ///
    /// - Parameter fields: with the system's own references in them.
    func differences(from fields: JSON) -> [String] {
        (fields.members ?? []).flatMap { differences($0.name, $0.value) }
    }

    /// What the object has in a field where a reference to it is wanted that nobody knows yet.
    func reference(in field: String) -> (type: String?, id: String)? {
        data[field].flatMap { Self.reference($0) }
    }

    private func differences(_ name: String, _ wanted: JSON) -> [String] {
        let said = data[name] ?? .null
        if let merge = wanted["$merge"], let rows = merge["rows"]?.array {
            let key = (merge["key"]?.array ?? []).compactMap(\.string)
            return merged(rows, by: key, in: said.array ?? [], name)
        }
        guard let rows = wanted.array else {
            return Self.isSame(wanted, said, type?.fields[name]?.kind) ? [] : [name]
        }
        let present = said.array ?? []
        guard rows.count == present.count else { return ["\(name): строк \(present.count) вместо \(rows.count)"] }
        return zip(rows, present).enumerated().flatMap { index, pair in
            columns(of: pair.0, differingFrom: pair.1, name).map { "\(name)[\(index + 1)].\($0)" }
        }
    }

    /// Rows that leave those of others alone: each must be there, by its key.
    private func merged(_ rows: [JSON], by key: [String], in present: [JSON], _ name: String) -> [String] {
        rows.enumerated().flatMap { index, row -> [String] in
            let found = present.first { candidate in
                key.allSatisfy {
                    Self.isSame(row[$0] ?? .null, candidate[$0] ?? .null, type?.tables[name]?[$0]?.kind)
                }
            }
            guard let found else { return ["\(name)[\(index + 1)]"] }
            return columns(of: row, differingFrom: found, name).map { "\(name)[\(index + 1)].\($0)" }
        }
    }

    private func columns(of row: JSON, differingFrom said: JSON, _ table: String) -> [String] {
        (row.members ?? []).filter { column in
            !Self.isSame(column.value, said[column.name] ?? .null, type?.tables[table]?[column.name]?.kind)
        }.map(\.name)
    }

    /// Whether two values are one: references by what they refer to, numbers by value, and nothing is as good as empty.
    static func isSame(_ wanted: JSON, _ said: JSON, _ kind: Field.Kind?) -> Bool {
        // What is given at the creation only is the system's own afterwards.
        if wanted["$initial"] != nil { return true }
        if let find = wanted["$find"] { return isFound(find, said) }
        if wanted["$own"] != nil { return false }
        if let reference = reference(wanted) {
            guard let other = Self.reference(said) else { return reference.id == GUID.empty && isEmpty(said) }
            let types = [reference.type, other.type].compactMap(\.self)
            return reference.id == other.id && (types.count < 2 || types[0] == types[1])
        }
        if wanted["$ref"] != nil { return false }
        if isEmpty(wanted) { return isEmpty(said) }
        return plain(wanted, kind) == plain(said, kind)
    }

    /// Of something that is only known by its key, it is enough that it is the same type, and the same name if there
    /// is one.
    private static func isFound(_ find: JSON, _ said: JSON) -> Bool {
        guard let other = reference(said), other.id != GUID.empty else { return false }
        if let type = other.type, type != find["type"]?.string { return false }
        guard let wanted = find["key"]?["Наименование"]?.string, let name = said["name"]?.string else { return true }
        return wanted == name
    }

    /// `{"$ref":{"id":…,"type":…}}` as we write it, `{"ref":…,"type":…}` as systems do, or an identifier alone.
    private static func reference(_ value: JSON) -> (type: String?, id: String)? {
        if let ours = value["$ref"] {
            guard ours["system"] == nil, let id = ours["id"]?.string.flatMap(GUID.normalized) else { return nil }
            return (ours["type"]?.string, id)
        }
        if let theirs = value["ref"]?.string.flatMap(GUID.normalized) { return (value["type"]?.string, theirs) }
        return value.string.flatMap { $0.utf8.count == 36 ? GUID.normalized($0) : nil }.map { (nil, $0) }
    }

    private static func isEmpty(_ value: JSON) -> Bool {
        switch value {
        case .null, .bool(false): return true
        case .bool(true): return false
        case .number(let digits): return Decimal(string: digits) == 0
        case .string(let text): return text.isEmpty || text == GUID.empty || text.hasPrefix("0001-01-01")
        case .array(let items): return items.isEmpty
        case .object(let members):
            return members.isEmpty || value["$empty"] != nil || reference(value)?.id == GUID.empty
        }
    }

    private static func plain(_ value: JSON, _ kind: Field.Kind?) -> String {
        switch (value, kind) {
        case (.number(let digits), _), (.string(let digits), .number):
            return Decimal(string: digits).map { "\($0)" } ?? digits
        case (.string(let text), .date): return String(text.prefix(19))
        case (.string(let text), _): return String(text.reversed().drop { $0.isWhitespace }.reversed())
        case (.bool(let flag), _): return flag ? "true" : "false"
        default: return value.canonical
        }
    }
}
