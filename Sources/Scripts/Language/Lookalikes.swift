/// What makes two texts differ that look the same: letters of another alphabet, blanks that nobody sees.
package enum Lookalikes {
    private static let latin = Set("aceopxyABCEHKMOPTX".unicodeScalars)
    private static let cyrillic = Set("асеорхуАВСЕНКМОРТХ".unicodeScalars)

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
    static func stranger(in name: [Unicode.Scalar]) -> Unicode.Scalar? {
        let alphabets = name.map(alphabet)
        var start = 0
        while start < name.count {
            var end = start
            while end < name.count, alphabets[end] == alphabets[start] { end += 1 }
            let run = name[start..<end]
            let likes = alphabets[start] == 1 ? latin : cyrillic
            let before = start > 0 ? alphabets[start - 1] : 0
            let after = end < name.count ? alphabets[end] : 0
            let other = 3 - alphabets[start]
            let isSurrounded =
                (before == other || start == 0) && (after == other || end == name.count) && before + after > 0
            if alphabets[start] > 0, run.count <= 2, run.allSatisfy(likes.contains), isSurrounded { return run.first }
            start = end
        }
        return nil
    }

    /// 1: Latin, 2: Cyrillic, 0: neither.
    private static func alphabet(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: 1
        case 0x400...0x52F: 2
        default: 0
        }
    }
}
