import Foundation
import Messages

/// The few properties of an object of УТ 11 by which people would see that it is wrong: named as OData names them, sums
/// over rows as `Σ Товары.СуммаСНДС`, columns as `Товары.Номенклатура_Key`.
struct Essentials: Hashable, Sendable {
    private(set) var values: [String: String] = [:]

    mutating func set(_ name: String, _ text: String?) {
        values[name] = text ?? ""
    }

    mutating func set(_ name: String, _ flag: Bool) {
        values[name] = String(flag)
    }

    mutating func set(_ name: String, _ number: Decimal) {
        values[name] = "\(number)"
    }

    mutating func set(_ name: String, column: [String]) {
        values[name] = column.joined(separator: " ")
    }

    /// The same properties of an object as УТ 11 answers it.
    func read(from object: JSON) -> Essentials {
        var found = Essentials()
        for name in values.keys {
            let parts = name.split(separator: " ").last.map { $0.split(separator: ".").map(String.init) } ?? []
            let rows = parts.count == 2 ? object[parts[0]]?.array ?? [] : []
            if name.hasPrefix("Σ") {
                found.set(name, rows.reduce(Decimal(0)) { $0 + Self.number($1[parts[1]]) })
            } else if parts.count == 2 {
                found.set(name, column: rows.map { Self.text($0[parts[1]]) })
            } else if case .number = object[name] {
                found.set(name, Self.number(object[name]))
            } else {
                found.set(name, Self.text(object[name]))
            }
        }
        return found
    }

    /// A number in whatever way it is written.
    static func number(_ value: JSON?) -> Decimal {
        switch value {
        case .number(let text), .string(let text): Decimal(string: text) ?? 0
        default: 0
        }
    }

    private static func text(_ value: JSON?) -> String {
        value.map { $0.string ?? $0.text } ?? "нет"
    }
}
