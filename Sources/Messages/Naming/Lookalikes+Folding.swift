extension Lookalikes {
    /// A piece of a text that is seen as one sign: a letter, or a run of blanks.
    struct Sign {
        /// What it looks like; the same for a letter and its lookalike.
        let looks: String
        /// As it is written; empty where a blank was left out at an edge.
        var written: String
        /// Which character of the text it begins with, from 1.
        let place: Int
    }

    /// A text as the eye takes it: capitals, blanks of any kind and number, lookalike letters, «ё», quotation marks and
    /// dashes make no difference, blanks at the edges are none. Of a number only its digits count.
    package static func folded(_ text: String) -> String {
        if isNumber(text) { return text.filter { !$0.isWhitespace } }
        return signs(text).inner.map(\.looks).joined()
    }

    /// Digits, perhaps in groups: ИНН, КПП.
    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) || $0.isWhitespace }
    }

    /// The signs of a text, and the blanks at its edges.
    static func signs(_ text: String) -> (head: String, inner: [Sign], tail: String) {
        var signs: [Sign] = []
        for (index, character) in text.enumerated() {
            // Before the first letter what is not seen is no part of any.
            let looks = signs.isEmpty && looks(character).isEmpty ? " " : looks(character)
            if let last = signs.indices.last, looks.isEmpty || (looks == " " && signs[last].looks == " ") {
                signs[last].written.append(character)
            } else {
                signs.append(Sign(looks: looks, written: String(character), place: index + 1))
            }
        }
        let head = signs.first.map { $0.looks == " " ? $0.written : "" } ?? ""
        if !head.isEmpty { signs.removeFirst() }
        let tail = signs.last.map { $0.looks == " " ? $0.written : "" } ?? ""
        if !tail.isEmpty { signs.removeLast() }
        return (head, signs, tail)
    }
}
