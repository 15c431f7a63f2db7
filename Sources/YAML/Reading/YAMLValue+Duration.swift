extension YAMLValue {
    /// A length of time in milliseconds, written as `500ms`, `30s`, `5m`, `12h` or `90d`; the range is in milliseconds.
    package func milliseconds(in range: ClosedRange<Int64> = 0 ... .max) -> Int64? {
        guard let text = scalar(expecting: "длительность")?.text else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let count = Int64(digits), let factor = Self.factors[String(unit)] else {
            fault(
                "\(subject)ожидается длительность, а стоит \(Quotation(text)): "
                    + "напишите целое число и единицу латиницей, как 500ms, 30s, 5m, 12h, 90d")
            return nil
        }
        let (value, overflows) = count.multipliedReportingOverflow(by: factor)
        guard !overflows, range.contains(value) else {
            let limits = "от \(Self.text(range.lowerBound)) до \(Self.text(range.upperBound))"
            fault("\(subject)длительность \(Quotation(text)) вне допустимого: \(limits)")
            return nil
        }
        return value
    }

    private static let factors: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// A span as it would be written: in the largest unit that divides it.
    private static func text(_ milliseconds: Int64) -> String {
        let unit = factors.filter { milliseconds.isMultiple(of: $0.value) }.max { $0.value < $1.value }
        guard milliseconds > 0, let unit else { return "\(milliseconds)ms" }
        return "\(milliseconds / unit.value)\(unit.key)"
    }
}
