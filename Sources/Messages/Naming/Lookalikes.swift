import Foundation

/// What makes two texts differ that look the same: letters of another alphabet, blanks that nobody sees.
package enum Lookalikes {
    /// Letters that look the same, the Latin one first: the only list of them in the house.
    private static let pairs = zip("aceopxyABCEHKMOPTX".unicodeScalars, "асеорхуАВСЕНКМОРТХ".unicodeScalars)
    private static let cyrillicOf = Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) })
    private static let latinOf = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })
    /// The same of small letters, whose capitals look the same: `h` for «н».
    private static let small = Dictionary(
        pairs.map { ($0.properties.lowercaseMapping, $1.properties.lowercaseMapping) },
        uniquingKeysWith: { first, _ in first })
    private static let quotes = Set("«»„“”‟‹›‘’‚`'\"″".unicodeScalars)
    private static let dashes = Set("-‐‑‒–—―−".unicodeScalars)
    /// Takes no place on the screen: soft hyphen, zero width, byte order mark.
    static let unseen = Set("\u{AD}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}".unicodeScalars)

    /// What a person should look at in a text, in Russian; nil when it is what it looks like.
    package static func remark(_ text: String) -> String? {
        var remarks: [String] = []
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            guard let letter = stranger(in: Array(word.unicodeScalars)) else { continue }
            let alphabet = alphabet(letter) == 1 ? "латинская" : "русская"
            remarks.append("в «\(word)» \(alphabet) «\(letter)»")
        }
        if text.contains("  ") { remarks.append("двойной пробел") }
        if text.contains("\u{A0}") { remarks.append("неразрывный пробел") }
        if text.first?.isWhitespace == true || text.last?.isWhitespace == true { remarks.append("пробел с краю") }
        return remarks.isEmpty ? nil : remarks.joined(separator: ", ")
    }

    /// A run of at most two look-alikes of one alphabet with letters of the other right beside it, on both sides or at
    /// an end.
    package static func stranger(in name: [Unicode.Scalar]) -> Unicode.Scalar? {
        let alphabets = name.map(alphabet)
        var start = 0
        while start < name.count {
            var end = start
            while end < name.count, alphabets[end] == alphabets[start] { end += 1 }
            let run = name[start..<end]
            let likes = alphabets[start] == 1 ? cyrillicOf : latinOf
            let before = start > 0 ? alphabets[start - 1] : 0
            let after = end < name.count ? alphabets[end] : 0
            let other = 3 - alphabets[start]
            let isSurrounded =
                (before == other || start == 0) && (after == other || end == name.count) && before + after > 0
            if alphabets[start] > 0, run.count <= 2, run.allSatisfy({ likes[$0] != nil }), isSurrounded {
                return run.first
            }
            start = end
        }
        return nil
    }

    /// The Latin letter that looks like a Russian one.
    package static func latin(for letter: Unicode.Scalar) -> Unicode.Scalar? { latinOf[letter] }

    /// 1: Latin, 2: Cyrillic, 0: neither.
    static func alphabet(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: 1
        case 0x400...0x52F: 2
        default: 0
        }
    }

    /// What one character comes to when only its looks count; empty for one that is not seen, a blank for any blank.
    static func looks(_ character: Character) -> String {
        if character.isWhitespace { return " " }
        let isPlain = character.unicodeScalars.count == 1
        let written = isPlain ? String(character) : String(character).precomposedStringWithCanonicalMapping
        return written.lowercased().unicodeScalars.reduce(into: "") { text, scalar in
            if unseen.contains(scalar) { return }
            if quotes.contains(scalar) {
                text += "\""
            } else if dashes.contains(scalar) {
                text += "-"
            } else {
                text += scalar == "ё" ? "е" : small[String(scalar)] ?? String(scalar)
            }
        }
    }
}
