import Foundation
import Messages

extension ODataProperty {
    /// Writes the value 1С would keep; keeps nothing where 1С silently drops what it cannot use.
    func read(
        _ value: JSON, beside row: JSON, into values: inout [String: JSON]
    ) throws(ODataFault) {
        if value.isNull {
            values[name] = empty
            if hasTypeBeside { values[name + "_Type"] = .string(Self.undefinedType) }
            return
        }
        switch kind {
        case .string(let length): values[name] = try Self.text(value, length)
        case .whole(let digits): values[name] = Self.number(value, digits, 0).map(JSON.number) ?? values[name]
        case .long(let digits): values[name] = Self.number(value, digits, 0).map(JSON.string) ?? values[name]
        case .double(let digits, let fraction):
            values[name] = Self.number(value, digits, fraction).map(JSON.number) ?? values[name]
        case .boolean:
            guard case .bool = value else { throw .unreadable(value) }
            values[name] = value
        case .date: values[name] = try Self.date(value)
        case .enumeration(let known): values[name] = try member(value, of: known)
        case .reference: values[name] = .string(try Self.guid(value))
        case .composite(let sets): try composite(value, row, sets, into: &values)
        case .any: try any(value, row, into: &values)
        }
    }

    /// A GUID in lower case.
    static func guid(_ value: JSON) throws(ODataFault) -> String {
        guard let text = value.string, let guid = UUID(uuidString: text) else { throw .unreadable(value) }
        return guid.uuidString.lowercased()
    }

    private static func text(_ value: JSON, _ length: Int?) throws(ODataFault) -> JSON {
        switch value {
        case .string(let text): .string(length.map { String(text.prefix($0)) } ?? text)
        case .number(let text): .string(length.map { String(text.prefix($0)) } ?? text)
        case .bool(let flag): .string(flag ? "true" : "false")
        default: throw .inside
        }
    }

    /// The number as 1С keeps it: rounded to its fraction, held within its digits; nil for what is not a JSON number.
    private static func number(_ value: JSON, _ digits: Int, _ fraction: Int) -> String? {
        guard case .number(let text) = value,
            var wide = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        else { return nil }
        var rounded = Decimal()
        NSDecimalRound(&rounded, &wide, fraction, .plain)
        let nines = String(repeating: "9", count: max(digits - fraction, 1))
        let limit = Decimal(string: fraction > 0 ? nines + "." + String(repeating: "9", count: fraction) : nines)
        if let limit { rounded = min(max(rounded, -limit), limit) }
        return rounded.description
    }

    private static func date(_ value: JSON) throws(ODataFault) -> JSON {
        guard let text = value.string else { throw .unreadable(value) }
        if text == emptyDate || text.isEmpty { return .string(emptyDate) }
        guard Instant(text, zoneIfAbsent: .gmt) != nil else { throw .unreadable(value) }
        return .string(String(text.prefix(19)))
    }

    private func member(_ value: JSON, of known: [String]) throws(ODataFault) -> JSON {
        guard let text = value.string else { throw .wrongValue(name) }
        guard text.isEmpty || known.isEmpty || known.contains(text) else { throw .wrongValue(name) }
        return value
    }

    /// A value of the type that is named beside it; without one 1С keeps nothing.
    private func any(_ value: JSON, _ row: JSON, into values: inout [String: JSON]) throws(ODataFault) {
        let type = row[name + "_Type"]?.string ?? Self.undefinedType
        let kept: JSON
        switch type {
        case Self.undefinedType: kept = .string("")
        case "Edm.String": kept = try Self.text(value, 1024)
        case "Edm.Double":
            guard let number = Self.number(value, 31, 15) else { throw .unreadable(value) }
            kept = .number(number)
        case "Edm.Boolean":
            guard case .bool = value else { throw .unreadable(value) }
            kept = value
        case "Edm.DateTime": kept = try Self.date(value)
        default:
            guard type.hasPrefix("StandardODATA.") else { throw .wrongValue(name + "_Type") }
            kept = .string(try Self.guid(value))
        }
        values[name] = kept
        values[name + "_Type"] = .string(type)
    }

    private func composite(
        _ value: JSON, _ row: JSON, _ sets: [String], into values: inout [String: JSON]
    ) throws(ODataFault) {
        let type = row[name + "_Type"]?.string ?? Self.undefinedType
        let set = type.hasPrefix("StandardODATA.") ? String(type.dropFirst("StandardODATA.".count)) : type
        guard set != "Undefined", value != .string("") else {
            values[name] = .string("")
            values[name + "_Type"] = .string(Self.undefinedType)
            return
        }
        guard sets.contains(set) else { throw .wrongValue(name + "_Type") }
        values[name] = .string(try Self.guid(value))
        values[name + "_Type"] = .string("StandardODATA." + set)
    }
}
