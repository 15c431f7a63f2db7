package import Messages

/// The part of the address behind the question mark, decoded, in the order it was written.
package struct Query: Sendable, Hashable {
    /// One `name=value`.
    package struct Item: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package let items: [Item]

    /// Reads `a=1&b=%D0%BF`; a broken escape or bytes that are not UTF-8 are `validation.format`.
    package init(_ text: String?) throws(Problem) {
        var items: [Item] = []
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decoded(parts[0], plusIsSpace: true),
                let value = PercentText.decoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else {
                throw Problem(
                    .validationFormat, "Параметр адреса «\(pair)» записан неверно: нужны %XX от байтов UTF-8.",
                    faults: [.init(field: String(parts[0]), message: "запишите значение как %XX от байтов UTF-8")])
            }
            items.append(Item(name: name, value: value))
        }
        self.items = items
    }

    /// The value of a parameter; nil when it is absent or empty.
    package subscript(name: String) -> String? {
        items.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// A whole number within a range; absent gives the default, anything else is `validation.format`.
    package func number(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws(Problem) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            let sentence = "нужно целое число от \(range.lowerBound) до \(range.upperBound)"
            throw Problem(
                .validationFormat, "Параметр «\(name)»: \(sentence).", faults: [.init(field: name, message: sentence)])
        }
        return number
    }
}
