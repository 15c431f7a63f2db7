import Foundation

/// A number written plainly: an optional minus, digits without a leading zero, perhaps a point and digits.
struct PlainNumber {
    /// As written.
    let text: String
    /// Whether there is no fraction.
    let isWhole: Bool

    /// More digits than this are a mistake, not a number that somebody means; `Decimal` holds them all exactly.
    static let mostDigits = 30

    init?(_ text: String) {
        var rest = Substring(text)
        if rest.first == "-" { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, Self.isDigits(whole), whole == "0" || whole.first != "0",
            rest.utf8.count <= Self.mostDigits
        else { return nil }
        if parts.count == 2, !Self.isDigits(parts[1]) { return nil }
        self.text = text
        isWhole = parts.count == 1
    }

    /// The exact value.
    var decimal: Decimal {
        Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) ?? .nan
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
