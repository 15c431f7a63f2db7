package import Messages

/// A sentence for people with figures in braces: «Вы в {distance_m} от адреса».
package struct RuleText: Sendable, Hashable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The names in braces, in their order.
    package var names: [String] {
        places.map(\.name)
    }

    /// The sentence with the figures in it, each in its unit; what nobody knows is a dash.
    package func filled(_ values: [String: JSON], units: [String: MeasureUnit?]) -> String {
        var filled = ""
        var rest = text.startIndex
        for (name, place) in places {
            filled += text[rest..<place.lowerBound]
            filled += values[name].map { Self.written($0, units[name] ?? nil) } ?? "—"
            rest = place.upperBound
        }
        return filled + text[rest...]
    }

    /// Each name, and where it stands with its braces. It is looked for byte by byte: this is done for each verdict.
    private var places: [(name: String, place: Range<String.Index>)] {
        var places: [(name: String, place: Range<String.Index>)] = []
        var open: String.Index?
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "{"): open = index
            case UInt8(ascii: "}"):
                if let start = open {
                    let name = text[text.utf8.index(after: start)..<index]
                    if !name.isEmpty { places.append((String(name), start..<text.utf8.index(after: index))) }
                }
                open = nil
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                // A name does not begin with a digit.
                if let start = open, text.utf8.index(after: start) == index { open = nil }
            default: open = nil
            }
        }
        return places
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
