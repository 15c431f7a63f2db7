/// Finds names with a letter of another alphabet that looks like their own: `produсt` with a Russian «с».
enum LookalikeLetters {
    private static let latin = Set("aceopxyABCEHKMOPTX".unicodeScalars)
    private static let cyrillic = Set("асеорхуАВСЕНКМОРТХ".unicodeScalars)

    static func findings(_ source: LuaSource) -> [Finding] {
        source.tokens.compactMap { token in
            guard token.kind == .name, token.isForeign, let letter = stranger(in: Array(token.text.unicodeScalars))
            else {
                return nil
            }
            return Finding(
                .warning, file: source.path, line: token.line, column: token.column,
                message: "в имени «\(token.text)» буква «\(letter)» из другого алфавита, похожая на свою")
        }
    }

    /// A run of at most two look-alikes of one alphabet with letters of the other right beside it, on both sides or at
    /// an end.
    private static func stranger(in name: [Unicode.Scalar]) -> Unicode.Scalar? {
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
