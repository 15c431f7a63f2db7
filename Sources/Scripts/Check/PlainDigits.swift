import Foundation

/// A JSON number as a value: 0.25 and 0.2500 are one, 9007199254740993 and 9007199254740992 are two.
struct PlainDigits: Equatable {
    private let digits: String
    private let exponent: Int
    private let isNegative: Bool

    init(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1).map(String.init)
        let mantissa = parts[0].replacing("-", with: "").split(separator: ".", maxSplits: 1).map(String.init)
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var digits = (mantissa.first ?? "") + fraction
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
        while digits.hasSuffix("0") {
            digits.removeLast()
            exponent += 1
        }
        digits = String(digits.drop { $0 == "0" })
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
        isNegative = !digits.isEmpty && text.hasPrefix("-")
    }
}
