/// Walks over a text and writes it again with phone numbers and e-mail addresses masked.
struct PersonalDataScanner {
    private let input: [Unicode.Scalar]
    private var position = 0
    private var output = String.UnicodeScalarView()

    init(_ text: String) {
        input = Array(text.unicodeScalars)
    }

    mutating func masked() -> String {
        while position < input.count {
            if isStartOfWord, let end = phone() {
                writePhone(upTo: end)
            } else if input[position] == "@", let end = mailbox() {
                writeMailbox(upTo: end)
            } else {
                output.append(input[position])
                position += 1
            }
        }
        return String(output)
    }

    /// A number does not begin inside a word, a GUID or a longer number.
    private var isStartOfWord: Bool {
        guard position > 0 else { return true }
        let before = input[position - 1]
        return !Self.isWordPart(before) && before != "-" && before != "+"
    }

    /// Where a Russian phone number that begins here ends: +7, 7 or 8 and ten digits, with blanks, brackets and dashes.
    private func phone() -> Int? {
        var index = position
        if input[index] == "+" { index += 1 }
        guard index < input.count, input[index] == "7" || (input[index] == "8" && input[position] != "+") else {
            return nil
        }
        var digits = 0
        while index < input.count, digits < 11 {
            if Self.isDigit(input[index]) {
                digits += 1
            } else if !Self.separators.contains(input[index]) {
                return nil
            }
            index += 1
        }
        guard digits == 11, index == input.count || !Self.isWordPart(input[index]) else { return nil }
        return index
    }

    private mutating func writePhone(upTo end: Int) {
        let digits = input[position..<end].filter(Self.isDigit)
        output.append(contentsOf: "+7********".unicodeScalars)
        output.append(contentsOf: digits.suffix(2))
        position = end
    }

    /// Where the domain behind this `@` ends, when a local part stands before it.
    private func mailbox() -> Int? {
        guard let before = output.last, Self.isMailboxPart(before) else { return nil }
        var end = position + 1
        while end < input.count, Self.isMailboxPart(input[end]) { end += 1 }
        return input[(position + 1)..<end].contains(".") ? end : nil
    }

    private mutating func writeMailbox(upTo end: Int) {
        var first: Unicode.Scalar?
        while let last = output.last, Self.isMailboxPart(last) {
            first = last
            output.removeLast()
        }
        if let first { output.append(first) }
        output.append(contentsOf: "***".unicodeScalars)
        output.append(contentsOf: input[position..<end])
        position = end
    }

    private static let separators: Set<Unicode.Scalar> = [" ", "-", "(", ")", "\u{A0}", "\u{202F}", "\u{2011}"]

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "_"
    }

    private static func isMailboxPart(_ scalar: Unicode.Scalar) -> Bool {
        isWordPart(scalar) || scalar == "." || scalar == "-" || scalar == "+"
    }
}
