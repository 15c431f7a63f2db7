package import Messages

/// A sentence for people with figures in braces: «Вы в {distance_m} от адреса».
package struct RuleText: Sendable, Hashable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The names in braces, in their order.
    package var names: [String] {
        text.matches(of: /\{([A-Za-z_][A-Za-z0-9_]*)\}/).map { String($0.1) }
    }

    /// The sentence with the figures in it, each in its unit; what nobody knows is a dash.
    package func filled(_ values: [String: JSON], units: [String: MeasureUnit?]) -> String {
        text.replacing(/\{([A-Za-z_][A-Za-z0-9_]*)\}/) { match in
            let name = String(match.1)
            return values[name].map { Self.written($0, units[name] ?? nil) } ?? "—"
        }
    }

    /// One value as people read it, in its unit.
    package static func written(_ value: JSON, _ unit: MeasureUnit?) -> String {
        switch value {
        case .number(let text):
            guard let number = Double(text) else { return text }
            return unit?.text(of: number) ?? MeasureUnit.grouped(number, decimals: 2)
        case .string(let text): return text
        case .bool(let value): return value ? "да" : "нет"
        case .array(let items): return items.map { written($0, unit) }.joined(separator: ", ")
        case .null, .object: return "—"
        }
    }
}
