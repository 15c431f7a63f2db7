extension Lookalikes {
    /// How a text is written otherwise than another that looks the same, in Russian, for somebody who cannot see it:
    /// `латинские «OOO» на местах 1–3, 2 пробела после «Торговый»`. Nil when they are written the same, or do not look
    /// the same.
    package static func difference(of text: String, from other: String) -> String? {
        let (mine, theirs) = (signs(text), signs(other))
        guard mine.inner.map(\.looks) == theirs.inner.map(\.looks) else {
            return folded(text) == folded(other) && text != other ? "цифры разделены пробелами иначе" : nil
        }
        var said: [String] = []
        if !mine.head.isEmpty { said.append("\(blanks(mine.head)) в начале") }
        said += letters(mine.inner, theirs.inner)
        for (index, pair) in zip(mine.inner, theirs.inner).enumerated()
        where pair.0.looks == " " && !isSame(pair.0, pair.1) {
            let what = pair.0.written == " " ? "один пробел" : blanks(pair.0.written)
            said.append("\(what) после «\(word(before: index, of: mine.inner))»")
        }
        said += signs(mine.inner, theirs.inner)
        if !mine.tail.isEmpty { said.append("\(blanks(mine.tail)) в конце") }
        if said.isEmpty, !theirs.head.isEmpty || !theirs.tail.isEmpty { said.append("нет пробела с краю") }
        return said.isEmpty ? nil : said.joined(separator: ", ")
    }

    /// Runs of letters of the other alphabet.
    private static func letters(_ mine: [Sign], _ theirs: [Sign]) -> [String] {
        var runs: [(alphabet: Int, text: String, first: Int, last: Int)] = []
        for (sign, other) in zip(mine, theirs) {
            let (own, foreign) = (alphabet(of: sign), alphabet(of: other))
            guard own > 0, foreign > 0, own != foreign else { continue }
            if let last = runs.indices.last, runs[last].alphabet == own, runs[last].last + 1 == sign.place {
                runs[last].text += sign.written
                runs[last].last = sign.place
            } else {
                runs.append((own, sign.written, sign.place, sign.place))
            }
        }
        return runs.map { run in
            let isOne = run.first == run.last
            let alphabet = run.alphabet == 1 ? "латинск" : "русск"
            let place = isOne ? "месте \(run.first)" : "местах \(run.first)–\(run.last)"
            return "\(alphabet)\(isOne ? "ая" : "ие") «\(run.text)» на \(place)"
        }
    }

    /// What else may be written otherwise: once for each sort, with its first place.
    private static func signs(_ mine: [Sign], _ theirs: [Sign]) -> [String] {
        var said: [String] = []
        for (sign, other) in zip(mine, theirs) where sign.looks != " " && !isSame(sign, other) {
            let what: String
            if sign.written.unicodeScalars.contains(where: unseen.contains) {
                what = "невидимый знак"
            } else if alphabet(of: sign) > 0, alphabet(of: sign) != alphabet(of: other) {
                continue
            } else if sign.looks == "\"" || sign.looks == "-" {
                let noun = sign.looks == "-" ? "черта" : "кавычка"
                what = "\(noun) \(sign.written) вместо \(other.written)"
            } else if sign.written.lowercased() != other.written.lowercased() {
                what = "«\(sign.written)» вместо «\(other.written)»"
            } else {
                what = "другой регистр букв"
            }
            if !said.contains(where: { $0.hasPrefix(what) }) { said.append("\(what) на месте \(sign.place)") }
        }
        return said
    }

    private static func isSame(_ one: Sign, _ other: Sign) -> Bool {
        one.written == other.written
    }

    private static func alphabet(of sign: Sign) -> Int {
        sign.written.unicodeScalars.first.map(alphabet) ?? 0
    }

    /// `2 пробела`, `неразрывный пробел`.
    private static func blanks(_ written: String) -> String {
        let isHard = written.contains("\u{A0}") || written.contains("\u{202F}")
        if written.count == 1 {
            if isHard { return "неразрывный пробел" }
            return written == " " ? "пробел" : "невидимый знак"
        }
        let count = written.count
        let noun = (2...4).contains(count) ? "пробела" : "пробелов"
        return "\(count) \(noun)" + (isHard ? " с неразрывным" : "")
    }

    private static func word(before index: Int, of signs: [Sign]) -> String {
        signs[..<index].reversed().prefix { $0.looks != " " }.reversed().map(\.written).joined()
    }
}
