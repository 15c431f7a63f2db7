/// ИНН and КПП with valid check digits.
enum TaxNumbers {
    /// The ten digits of an organisation; unique for each `serial` below 100,000 of a feed.
    static func organisation(seed: UInt32, serial: Int) -> String {
        let region = ["77", "50", "78", "63", "66"][serial % 5]
        let body = region + "0" + String(Int(seed % 10)) + padded((serial * 7 + Int(seed % 9973)) % 100_000, 5)
        return body + check(body, [2, 4, 10, 3, 5, 9, 4, 6, 8])
    }

    /// The twelve digits of a person.
    static func person(seed: UInt32, serial: Int) -> String {
        let region = ["77", "50", "78", "63", "66"][serial % 5]
        let body = region + "1" + String(Int(seed % 10)) + padded((serial * 11 + Int(seed % 9973)) % 1_000_000, 6)
        let eleven = body + check(body, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
        return eleven + check(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
    }

    /// A КПП of the same inspection: `01` for the organisation itself, `43` for a branch.
    static func reason(inn: String, branch: Int?) -> String {
        inn.prefix(4) + (branch == nil ? "01001" : "43" + padded((branch ?? 0) % 999 + 1, 3))
    }

    private static func check(_ digits: String, _ weights: [Int]) -> String {
        let sum = zip(digits.utf8, weights).reduce(0) { $0 + Int($1.0 - UInt8(ascii: "0")) * $1.1 }
        return String(sum % 11 % 10)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
