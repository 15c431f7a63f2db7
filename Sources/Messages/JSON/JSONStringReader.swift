/// Reads one quoted JSON string: escapes, surrogate pairs, and UTF-8 that must be valid.
struct JSONStringReader {
    let input: UnsafeBufferPointer<UInt8>
    /// Before `read`: at the opening quote. After it: behind the closing one.
    var position: Int

    mutating func read() throws(JSONFault) -> String {
        position += 1
        let start = position
        while position < input.count {
            switch input[position] {
            case UInt8(ascii: "\""):
                let text = try checked(input[start..<position], at: start)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                return try readEscaped(from: start)
            case 0..<0x20:
                throw fault("в строке управляющий символ без экранирования")
            default:
                position += 1
            }
        }
        throw fault("строка не закрыта кавычкой")
    }

    private mutating func readEscaped(from start: Int) throws(JSONFault) -> String {
        var bytes = Array(input[start..<position])
        while position < input.count {
            let byte = input[position]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try checked(bytes[...], at: start)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                position += 1
                bytes.append(contentsOf: try escape())
            case 0..<0x20:
                throw fault("в строке управляющий символ без экранирования")
            default:
                bytes.append(byte)
                position += 1
            }
        }
        throw fault("строка не закрыта кавычкой")
    }

    private mutating func escape() throws(JSONFault) -> [UInt8] {
        guard position < input.count else { throw fault("строка не закрыта кавычкой") }
        let byte = input[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw fault("неизвестное экранирование в строке")
        }
    }

    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let high = try fourHexDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, position + 1 < input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u")
        else { throw fault("половина суррогатной пары") }
        position += 2
        let low = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault("половина суррогатной пары") }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
        guard position + 4 <= input.count,
            input[position..<(position + 4)].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: input[position..<(position + 4)], as: UTF8.self), radix: 16)
        else { throw fault("после \\u нужны четыре шестнадцатеричные цифры") }
        position += 4
        return value
    }

    private func checked(_ bytes: some Collection<UInt8>, at start: Int) throws(JSONFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw JSONFault(offset: start, sentence: "строка не в кодировке UTF-8", in: input)
        }
        return text
    }

    private func fault(_ sentence: String) -> JSONFault {
        JSONFault(offset: position, sentence: sentence, in: input)
    }
}
