/// Why a text is not JSON, and where.
package struct JSONFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes before the fault.
    package let offset: Int
    /// Both from 1; the column counts bytes.
    package let line: Int
    package let column: Int
    /// In Russian: the sender of the text reads it.
    package let sentence: String

    init(offset: Int, sentence: String, in input: UnsafeBufferPointer<UInt8>) {
        self.offset = offset
        self.sentence = sentence
        let before = input.prefix(min(offset, input.count))
        line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    }

    package var description: String { "строка \(line), столбец \(column): \(sentence)" }
}
