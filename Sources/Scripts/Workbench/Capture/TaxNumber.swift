/// The ИНН of a person: ten digits and two that check them.
enum TaxNumber {
    static let eleventh = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
    static let twelfth = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

    /// Whether a text is one, with the right check digits.
    static func isPerson(_ text: some StringProtocol) -> Bool {
        let digits = Array(text)
        guard digits.count == 12, digits.allSatisfy(\.isASCIIDigit) else { return false }
        return check(Array(digits[..<10]), eleventh) == digits[10] && check(Array(digits[..<11]), twelfth) == digits[11]
    }

    static func check(_ digits: [Character], _ weights: [Int]) -> Character {
        let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return Character(String(sum % 11 % 10))
    }
}
