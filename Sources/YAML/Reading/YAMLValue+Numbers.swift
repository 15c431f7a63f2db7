package import Foundation

extension YAMLValue {
    /// A whole number within a range.
    package func int(in range: ClosedRange<Int> = .min ... .max) -> Int? {
        guard let number = plainNumber("целое число") else { return nil }
        guard number.isWhole else {
            fault("\(subject)ожидается целое число, а стоит \(Quotation(number.text)): напишите без дробной части")
            return nil
        }
        guard let value = Int(number.text) else {
            fault("\(subject)число \(number.text) слишком велико: проверьте, нет ли лишних цифр")
            return nil
        }
        return within(range, value)
    }

    /// A number exactly as written, for money and quantities: `1990.00`.
    package func decimal(in range: ClosedRange<Decimal>? = nil) -> String? {
        guard let number = plainNumber("число") else { return nil }
        if let range, within(range, number.decimal) == nil { return nil }
        return number.text
    }

    /// A number for shares and factors, where the last digit does not matter: `0.2`.
    package func double(in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
        -> Double?
    {
        guard let number = plainNumber("число"), let value = Double(number.text) else { return nil }
        return within(range, value)
    }

    /// A number with one of the given units, as in `95 %` or `100 m`; the space may be left out.
    package func quantity(_ units: [String], in range: ClosedRange<Decimal>? = nil) -> YAMLQuantity? {
        let example = units.map { "«10 \($0)»" }.joined(separator: " или ")
        guard let text = scalar(expecting: "число с единицей, например \(example)")?.text else { return nil }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " || $0 == "\u{A0}" }
        guard let number = PlainNumber(String(digits)), units.contains(String(unit)) else {
            fault("\(subject)ожидается число с единицей, а стоит \(Quotation(text)): напишите \(example)")
            return nil
        }
        if let range, within(range, number.decimal) == nil { return nil }
        return YAMLQuantity(number: number.text, unit: String(unit))
    }

    private func plainNumber(_ what: String) -> PlainNumber? {
        guard let scalar = scalar(expecting: what) else { return nil }
        if let number = PlainNumber(scalar.text) {
            if !scalar.quoted { return number }
            fault("\(subject)кавычки превращают число \(scalar.text) в текст: уберите их")
        } else {
            fault("\(subject)ожидается \(what), а стоит \(Quotation(scalar.text)): \(advice(scalar.text))")
        }
        return nil
    }

    private func advice(_ text: String) -> String {
        if text.contains(","), PlainNumber(text.replacing(",", with: ".")) != nil {
            return "дробная часть отделяется точкой"
        }
        if text.contains(where: { $0 == "_" || $0 == " " || $0 == "\u{A0}" }) { return "уберите разделители разрядов" }
        if text.first == "0" { return "уберите ведущие нули" }
        return "напишите его цифрами"
    }

    /// The value, when the range has it.
    func within<Number: Comparable>(_ range: ClosedRange<Number>, _ value: Number) -> Number? {
        if range.contains(value) { return value }
        fault("\(subject)\(value) вне допустимого: от \(range.lowerBound) до \(range.upperBound)")
        return nil
    }
}
