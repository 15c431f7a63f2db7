/// Finds personal data within a text that may hold anything.
struct TextSearch {
    /// What was found, and how it is masked.
    enum Sort {
        case email, telephone, taxNumber, name
    }

    private static let patronymics = ["вич", "льич", "мич", "кич", "вна", "чна", "кызы", "оглы"]

    private let characters: [Character]

    init(_ text: String) {
        characters = Array(text)
    }

    /// Stretches of the text, from left to right, none in another.
    var found: [(range: Range<Int>, sort: Sort)] {
        var found = emails.map { (range: $0, sort: Sort.email) }
        for (range, sort) in numbers + names.map({ ($0, .name) })
        where !found.contains(where: { $0.range.overlaps(range) }) {
            found.append((range, sort))
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private var emails: [Range<Int>] {
        stretches { $0.isLetter || $0.isNumber || "@._-+".contains($0) }.compactMap { range in
            let parts = characters[range].split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, parts[1].dropFirst().dropLast().contains(".") else {
                return nil
            }
            // A full stop may end the sentence.
            return characters[range].last == "." ? range.dropLast() : range
        }
    }

    /// Telephones as people write them, and ИНН of persons.
    private var numbers: [(Range<Int>, Sort)] {
        stretches { $0.isASCIIDigit || " ()-+\u{A0}".contains($0) }.compactMap { stretch in
            guard let first = characters[stretch].firstIndex(where: { $0.isASCIIDigit || $0 == "+" || $0 == "(" }),
                let last = characters[stretch].lastIndex(where: \.isASCIIDigit), first <= last
            else { return nil }
            let range = first..<(last + 1)
            // `А1234567890` and `00155d0a0001` are codes.
            guard !isLetter(before: range), !isLetter(after: range) else { return nil }
            let digits = String(characters[range].filter(\.isASCIIDigit))
            if digits.count == range.count, TaxNumber.isPerson(digits) { return (range, .taxNumber) }
            let isTelephone =
                characters[first] == "+" && (10...15).contains(digits.count)
                || digits.count == 11 && (digits.hasPrefix("7") || digits.hasPrefix("8"))
                || digits.count == 10 && digits.hasPrefix("9")
            return isTelephone ? (range, .telephone) : nil
        }
    }

    /// Three words with capitals, the last of them a patronymic: «Иванов Пётр Сергеевич», and the other way round.
    private var names: [Range<Int>] {
        let words = stretches { $0.isLetter || $0 == "-" }
        return words.indices.compactMap { index in
            guard index >= 1, isCapital(words[index]), isCapital(words[index - 1]), isPatronymic(words[index]) else {
                return nil
            }
            if index >= 2, isCapital(words[index - 2]), words[index - 2].count > 1 {
                return words[index - 2].lowerBound..<words[index].upperBound
            }
            let end = index + 1 < words.count && isCapital(words[index + 1]) ? words[index + 1] : words[index]
            return words[index - 1].lowerBound..<end.upperBound
        }
    }

    private func isPatronymic(_ range: Range<Int>) -> Bool {
        let word = String(characters[range]).lowercased()
        return word.count >= 5 && Self.patronymics.contains { word.hasSuffix($0) }
    }

    private func isCapital(_ range: Range<Int>) -> Bool { characters[range.lowerBound].isUppercase }

    private func isLetter(before range: Range<Int>) -> Bool {
        range.lowerBound > 0 && characters[range.lowerBound - 1].isLetter
    }

    private func isLetter(after range: Range<Int>) -> Bool {
        range.upperBound < characters.count && characters[range.upperBound].isLetter
    }

    /// The longest runs of characters of a sort.
    private func stretches(_ isPart: (Character) -> Bool) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        for (index, character) in characters.enumerated() {
            if isPart(character) {
                start = start ?? index
            } else if let begun = start {
                ranges.append(begun..<index)
                start = nil
            }
        }
        if let start { ranges.append(start..<characters.count) }
        return ranges
    }
}
