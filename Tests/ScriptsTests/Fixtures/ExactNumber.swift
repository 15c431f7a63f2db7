import Foundation

/// Decimal arithmetic over digit arrays, slow and obvious: what the scripts' decimals are compared with.
struct ExactNumber {
    /// Value = units / 10^scale.
    let units: [Int]
    let scale: Int
    let isNegative: Bool

    init(units: [Int], scale: Int, isNegative: Bool) {
        let trimmed = Array(units.drop { $0 == 0 })
        self.units = trimmed
        self.scale = scale
        self.isNegative = isNegative && !trimmed.isEmpty
    }

    init(_ text: String) {
        let parts = text.replacing("-", with: "").split(separator: ".").map(String.init)
        let fraction = parts.count > 1 ? parts[1] : ""
        self.init(
            units: (parts[0] + fraction).compactMap(\.wholeNumberValue), scale: fraction.count,
            isNegative: text.hasPrefix("-"))
    }

    static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
        var result = Array(repeating: 0, count: a.units.count + b.units.count)
        for (i, x) in a.units.reversed().enumerated() {
            for (j, y) in b.units.reversed().enumerated() { result[i + j] += x * y }
        }
        for i in result.indices.dropLast() {
            result[i + 1] += result[i] / 10
            result[i] %= 10
        }
        return ExactNumber(units: result.reversed(), scale: a.scale + b.scale, isNegative: a.isNegative != b.isNegative)
    }

    static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
        let scale = max(a.scale, b.scale)
        let length = max(a.units.count + scale - a.scale, b.units.count + scale - b.scale) + 1
        let left = a.digits(scale: scale, length: length)
        let right = b.digits(scale: scale, length: length)
        var sum = zip(left, right).map { (a.isNegative ? -$0 : $0) + (b.isNegative ? -$1 : $1) }
        let isNegative = (sum.first { $0 != 0 } ?? 0) < 0
        if isNegative { sum = sum.map { -$0 } }
        for i in sum.indices.dropFirst().reversed() {
            while sum[i] < 0 {
                sum[i] += 10
                sum[i - 1] -= 1
            }
            sum[i - 1] += sum[i] / 10
            sum[i] %= 10
        }
        return ExactNumber(units: sum, scale: scale, isNegative: isNegative)
    }

    var negated: ExactNumber { ExactNumber(units: units, scale: scale, isNegative: !isNegative) }

    /// Half-even.
    func rounded(_ places: Int) -> ExactNumber {
        guard scale > places else { return self }
        let padded = Array(repeating: 0, count: max(0, scale - units.count) + 1) + units
        let cut = padded.count - (scale - places)
        let head = Array(padded[..<cut])
        let tail = Array(padded[cut...])
        let isUp = tail[0] > 5 || (tail[0] == 5 && (tail.dropFirst().contains { $0 > 0 } || head[cut - 1] % 2 == 1))
        let kept = ExactNumber(units: head, scale: places, isNegative: false)
        let result = isUp ? kept + ExactNumber(units: [1], scale: places, isNegative: false) : kept
        return ExactNumber(units: result.units, scale: places, isNegative: isNegative)
    }

    /// Without the zeros that end a fraction.
    var text: String {
        var digits = Array(repeating: 0, count: max(0, scale + 1 - units.count)) + units
        var places = scale
        while places > 0, digits.last == 0 {
            digits.removeLast()
            places -= 1
        }
        let whole = digits.dropLast(places).map(String.init).joined()
        let fraction = places > 0 ? "." + digits.suffix(places).map(String.init).joined() : ""
        return (isNegative ? "-" : "") + whole + fraction
    }

    private func digits(scale: Int, length: Int) -> [Int] {
        let shifted = units + Array(repeating: 0, count: scale - self.scale)
        return Array(repeating: 0, count: length - shifted.count) + shifted
    }
}
