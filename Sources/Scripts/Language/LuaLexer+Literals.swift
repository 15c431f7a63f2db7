extension LuaLexer {
    /// A number, as Lua reads one; what would become a float is a mistake, because floats lose kopecks.
    mutating func number() throws(LuaMistake) {
        let start = position
        let isHex = peek() == UInt8(ascii: "0") && [UInt8(ascii: "x"), UInt8(ascii: "X")].contains(peek(1) ?? 0)
        if isHex { position += 2 }
        while let byte = peek() {
            let isExponent = isHex ? byte | 0x20 == UInt8(ascii: "p") : byte | 0x20 == UInt8(ascii: "e")
            if isExponent, let sign = peek(1), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 2
            } else if Self.isDigit(byte) || byte == UInt8(ascii: ".") || (byte < 0x80 && Self.isNameStart(byte)) {
                position += 1
            } else {
                break
            }
        }
        let text = String(decoding: source[start..<position], as: UTF8.self)
        if isHex {
            guard text.dropFirst(2).allSatisfy(\.isHexDigit) else { throw mistake("число не разобрать", at: start) }
        } else if Int64(text) == nil {
            throw mistake("неточное число \(text): напишите dec \"\(text)\"", at: start)
        }
    }

    mutating func quoted(_ quote: UInt8) throws(LuaMistake) {
        let start = position
        position += 1
        while let byte = peek() {
            switch byte {
            case quote:
                position += 1
                return
            case 0x0A: throw mistake("строка не закрыта кавычкой", at: start)
            case UInt8(ascii: "\\"): escape()
            default: position += 1
            }
        }
        throw mistake("строка не закрыта кавычкой", at: start)
    }

    /// Steps over a backslash and what it guards; `\z` guards white space, line ends included.
    private mutating func escape() {
        position += 1
        guard let byte = peek() else { return }
        if byte == 0x0A {
            newLine()
        } else if byte == UInt8(ascii: "z") {
            position += 1
            while let space = peek(), space == 0x20 || (0x09...0x0D).contains(space) {
                if space == 0x0A { newLine() } else { position += 1 }
            }
        } else {
            position += 1
        }
    }

    /// The number of `=` in `[==[` when one stands here.
    func longBracketLevel() -> Int? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        return peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    mutating func longBracket(what: String) throws(LuaMistake) {
        let level = longBracketLevel() ?? 0
        let opening = mistake("\(what) не закрыта: нужно ]\(String(repeating: "=", count: level))]")
        position += level + 2
        while let byte = peek() {
            if byte == 0x0A {
                newLine()
            } else if byte == UInt8(ascii: "]"), closes(level) {
                position += level + 2
                return
            } else {
                position += 1
            }
        }
        throw opening
    }

    private func closes(_ level: Int) -> Bool {
        (1...(level + 1)).allSatisfy { peek($0) == UInt8(ascii: $0 <= level ? "=" : "]") }
    }
}
