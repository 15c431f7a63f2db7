import Foundation

/// The body that everything is measured with: a sale of 30 lines with Cyrillic text, about 4.7 KB, from a file.
struct SaleBody: Sendable {
    /// What stands before and after the object's id.
    let before: String
    let after: String

    init() throws {
        let text = try Attachment.sale.text.trimmingCharacters(in: .newlines)
        let parts = text.components(separatedBy: "%s")
        guard parts.count == 2 else { throw BenchFault("sale.json must have one %s, for the id") }
        (before, after) = (parts[0], parts[1])
    }

    /// The message for one id.
    func message(id: String) -> String { before + id + after }

    /// The n-th id of a series.
    static func id(series: Int, _ number: Int) -> String {
        "\(10_000_000 + series)-0000-4000-8000-" + String(format: "%012d", number)
    }

    /// A series that no other load of this run has.
    static func series() -> Int { Int.random(in: 1_000_000..<89_000_000) }
}
