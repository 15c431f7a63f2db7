import Foundation
import Messages

/// Puts other letters and digits in the place of those of a text: the same for the same word and seed, as long as
/// before, vowels for vowels, capitals for capitals.
struct TextMask {
    /// Words that tell no person.
    private static let plain: Set<String> = ["ип", "ооо", "г", "ул", "д", "кв"]
    private static let alphabets = ["аеёиоуыэюя", "бвгджзйклмнпрстфхцчшщ", "aeiouy", "bcdfghjklmnpqrstvwxz"]
        .map(Array.init)

    /// What nobody can guess who sees the masked text alone.
    let seed: String

    /// All words and numbers.
    func scrambled(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                result += scrambled(word: word)
                word = ""
                result.append(character)
            }
        }
        return result + scrambled(word: word)
    }

    /// The digits alone; of a long number those before the last ten stay, so that a country's code does.
    func digits(_ text: String) -> String {
        let digits = text.filter(\.isASCIIDigit)
        let masked = digits.suffix(10)
        let numbers = numbers(for: String(masked), count: masked.count)
        var place = masked.count - digits.count
        return String(
            text.map { character in
                guard character.isASCIIDigit, let digit = character.wholeNumberValue else { return character }
                defer { place += 1 }
                return place < 0 ? character : Self.other(digit, numbers[place])
            })
    }

    /// Twelve digits of a person with valid check digits.
    func taxNumber(_ text: String) -> String {
        let numbers = numbers(for: text, count: 10)
        var digits = zip(text.prefix(10), numbers).map { Self.other($0.wholeNumberValue ?? 0, $1) }
        digits.append(TaxNumber.check(digits, TaxNumber.eleventh))
        digits.append(TaxNumber.check(digits, TaxNumber.twelfth))
        return String(digits)
    }

    /// An e-mail address whose last label stays.
    func email(_ text: String) -> String {
        guard let dot = text.lastIndex(of: ".") else { return scrambled(text) }
        return scrambled(String(text[..<dot])) + text[dot...]
    }

    private func scrambled(word: String) -> String {
        let key = word.lowercased()
        if key.isEmpty || Self.plain.contains(key) { return word }
        let numbers = numbers(for: key, count: word.count)
        return String(zip(word, numbers).map { Self.other($0, $1) })
    }

    private static func other(_ digit: Int, _ number: Int) -> Character {
        Character(String((digit + 1 + number % 9) % 10))
    }

    private static func other(_ character: Character, _ number: Int) -> Character {
        if character.isASCIIDigit, let digit = character.wholeNumberValue { return other(digit, number) }
        guard let lower = character.lowercased().first,
            let alphabet = alphabets.first(where: { $0.contains(lower) }), let place = alphabet.firstIndex(of: lower)
        else { return character }
        let letter = alphabet[(place + 1 + number % (alphabet.count - 1)) % alphabet.count]
        return character.isUppercase ? letter.uppercased().first ?? letter : letter
    }

    /// Numbers that follow from a text and the seed.
    private func numbers(for text: String, count: Int) -> [Int] {
        var numbers: [Int] = []
        var round = 0
        while numbers.count < count {
            numbers += Digest.hex(of: seed, text, String(round)).utf8.map { Int($0) * 7 + numbers.count }
            round += 1
        }
        return numbers
    }
}

extension Character {
    /// `0` to `9`, and no other script's digit.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
