extension JSONScanner {
    /// What was seen in a string.
    struct StringForm {
        /// It was written with escapes; all but those that must be are gone in the output.
        var wasEscaped = false
        /// It has characters that the output escapes, or some that are not the same by their bytes alone (combining
        /// marks, whole alphabets that Unicode writes in several ways). As a name it needs more than its bytes.
        var needsCare = false
    }

    /// Steps over a quoted string, from its opening quote to behind the closing one; nil when it is no good.
    mutating func string() -> StringForm? {
        var form = StringForm()
        position &+= 1
        while position < count {
            skipPlainWords()
            guard position < count else { return nil }
            switch input[position] {
            case UInt8(ascii: "\""):
                position &+= 1
                return form
            case UInt8(ascii: "\\"):
                guard escape(&form) else { return nil }
            case 0..<0x20:
                return nil
            case 0..<0x80:
                position &+= 1
            default:
                guard letter(&form) else { return nil }
            }
        }
        return nil
    }

    /// Steps over eight bytes at a time while they are ASCII that nothing is the matter with, or four Russian letters.
    private mutating func skipPlainWords() {
        while position &+ 8 <= count {
            let word = UnsafeRawPointer(input + position).loadUnaligned(as: UInt64.self).littleEndian
            guard Self.isPlain(word) || word & 0xC0FE_C0FE_C0FE_C0FE == 0x80D0_80D0_80D0_80D0 else { return }
            position &+= 8
        }
    }

    /// Whether none of eight bytes is a quote, a backslash, a control character or beyond ASCII.
    private static func isPlain(_ word: UInt64) -> Bool {
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let quotes = word ^ 0x2222_2222_2222_2222
        let backslashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let controls = (word &- 0x2020_2020_2020_2020) & ~word
        let found = word | controls | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
        return found & tops == 0
    }

    /// Steps over one character beyond ASCII, which must be valid UTF-8.
    private mutating func letter(_ form: inout StringForm) -> Bool {
        let lead = input[position]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard position + length <= count, lead >= 0xC2, lead <= 0xF4 else { return false }
        for index in 1..<length where input[position + index] & 0xC0 != 0x80 { return false }
        let second = input[position + 1]
        switch lead {
        case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
            return false
        // Latin with accents and Cyrillic: composed letters, each with one spelling among themselves.
        case 0xC2...0xCB, 0xD0, 0xD1, 0xD3: break
        case 0xD2 where second >= 0x8A: break
        default: form.needsCare = true
        }
        position += length
        return true
    }

    /// Reads one escape and writes what it stands for.
    private mutating func escape(_ form: inout StringForm) -> Bool {
        form.wasEscaped = true
        guard position + 2 <= count else { return false }
        let kind = input[position + 1]
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            form.needsCare = true
            position += 2
            return true
        case UInt8(ascii: "/"):
            flush()
            runStart = position + 1
            position += 2
            return true
        case UInt8(ascii: "u"):
            flush()
            // What stays escaped in the output is left to the reader.
            guard let scalar = escapedScalar(), scalar.value >= 0x20, scalar != "\"", scalar != "\\" else {
                return false
            }
            if !(0x20..<0x300).contains(scalar.value), !(0x400..<0x480).contains(scalar.value) { form.needsCare = true }
            for byte in UTF8.encode(scalar).unsafelyUnwrapped {
                output[written] = byte
                written += 1
            }
            runStart = position
            return true
        default:
            return false
        }
    }

    /// The character behind one `\uXXXX`, or behind two that belong together; steps over them.
    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let high = fourDigits(at: position + 2) else { return nil }
        position += 6
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, position + 2 <= count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u"), let low = fourDigits(at: position + 2),
            (0xDC00...0xDFFF).contains(low)
        else { return nil }
        position += 6
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private func fourDigits(at start: Int) -> UInt32? {
        guard start + 4 <= count else { return nil }
        var value: UInt32 = 0
        for index in start..<(start + 4) {
            let digit: UInt8
            switch input[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = input[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = input[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = input[index] - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
