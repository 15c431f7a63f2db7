import Foundation

/// What a number of a policy is counted in, as it is written in YAML.
package enum MeasureUnit: String, Sendable, Hashable, CaseIterable {
    case metres = "m"
    case percent = "%"
    /// In scripts and facts in seconds; in YAML with a unit of time: `10m`.
    case time = "s"
    case pixels = "px"
    /// In scripts and facts in kopecks.
    case roubles = "₽"
    case pieces = "шт"

    /// The number as people read it, rounded to what they care about: `132 м`, `10 мин`, `1 250,50 ₽`.
    package func text(of number: Double) -> String {
        switch self {
        case .metres: "\(Self.grouped(number, decimals: 0)) м"
        case .percent: "\(Self.grouped(number, decimals: 3)) %"
        case .time: Self.time(number)
        case .pixels: "\(Self.grouped(number, decimals: 0)) пкс"
        case .roubles: "\(Self.grouped(number / 100, decimals: 2)) ₽"
        case .pieces: "\(Self.grouped(number, decimals: 0)) шт."
        }
    }

    private static func time(_ seconds: Double) -> String {
        let units: [(Double, String)] = [(86_400, "дн"), (3600, "ч"), (60, "мин")]
        guard let (length, name) = units.first(where: { seconds >= $0.0 }) else {
            return "\(grouped(seconds, decimals: 0)) с"
        }
        return "\(grouped(seconds / length, decimals: 1)) \(name)"
    }

    /// With groups of three digits, a comma, and no zeros at the end.
    package static func grouped(_ number: Double, decimals: Int) -> String {
        var text = String(format: "%.\(decimals)f", abs(number))
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        let parts = text.split(separator: ".")
        var whole = ""
        for (index, digit) in (parts.first ?? "0").enumerated() {
            if index > 0, ((parts.first?.count ?? 0) - index).isMultiple(of: 3) { whole += "\u{A0}" }
            whole.append(digit)
        }
        let fraction = parts.count > 1 ? "," + parts[1] : ""
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        return (number < 0 && !isZero ? "−" : "") + whole + fraction
    }
}
