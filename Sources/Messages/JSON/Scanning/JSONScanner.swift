/// Walks over JSON text once, builds no tree, and writes its canonical form (E-16) on the way: without white space,
/// strings with as few escapes as may be, names sorted.
///
/// Each accept pays for this walk, so it goes by pointers: input and output are as long as `count` says, for each
/// sequence of the input is written with at most as many bytes. It gives up on whatever is wrong, and also on what is
/// rare: names that need escapes or Unicode's tables to be told apart, `\b` and `\f`. `JSONReader` then says what is
/// wrong, or reads it after all.
struct JSONScanner {
    let input: UnsafePointer<UInt8>
    let count: Int
    var position = 0
    /// From here to `position` the input is canonical, and not yet copied to the output.
    var runStart = 0

    let output: UnsafeMutablePointer<UInt8>
    var written = 0

    /// The members of all objects that are open; in the end those of the outermost.
    var members: ContiguousArray<JSONScannedMember> = []
    private var depth = 0

    init(input: UnsafePointer<UInt8>, count: Int, output: UnsafeMutablePointer<UInt8>) {
        self.input = input
        self.count = count
        self.output = output
        members.reserveCapacity(64)
    }

    /// Walks over the whole text; false gives it up.
    mutating func document() -> Bool {
        skipSpace()
        guard value() else { return false }
        skipSpace()
        flush()
        return position == count
    }

    private mutating func value() -> Bool {
        guard position < count else { return false }
        switch input[position] {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    private mutating func object() -> Bool {
        guard descend() else { return false }
        let first = members.count
        var isSorted = true
        if !take(UInt8(ascii: "}")) {
            repeat {
                skipSpace()
                guard let member = member() else { return false }
                if members.count > first {
                    let order = members[members.count - 1].compared(to: member)
                    guard order != 0 else { return false }
                    if order > 0 { isSorted = false }
                }
                members.append(member)
                skipSpace()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { return false }
        }
        depth -= 1
        guard depth > 0 else { return true }
        guard isSorted || sort(from: first) else { return false }
        members.removeLast(members.count - first)
        return true
    }

    /// One name and value; what follows the value is left.
    private mutating func member() -> JSONScannedMember? {
        guard position < count, input[position] == UInt8(ascii: "\"") else { return nil }
        let (start, nameStart) = (place, position + 1)
        guard let form = string(), !form.needsCare else { return nil }
        let name: UnsafePointer<UInt8>
        if form.wasEscaped {
            flush()
            name = UnsafePointer(output + start + 1)
        } else {
            name = input + nameStart
        }
        let nameCount = place - start - 2
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return nil }
        skipSpace()
        let (valueStart, valueInput) = (place, position)
        guard value() else { return nil }
        return JSONScannedMember(
            name: name, nameCount: nameCount, start: start, valueStart: valueStart, end: place,
            input: valueInput..<position)
    }

    private mutating func array() -> Bool {
        guard descend() else { return false }
        if !take(UInt8(ascii: "]")) {
            repeat {
                skipSpace()
                guard value() else { return false }
                skipSpace()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { return false }
        }
        depth -= 1
        return true
    }

    private mutating func number() -> Bool {
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if position < count, input[position] &- 0x30 < 10 { return false }
        } else {
            guard digits() else { return false }
        }
        if take(UInt8(ascii: ".")) { guard digits() else { return false } }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            guard digits() else { return false }
        }
        return true
    }

    private mutating func digits() -> Bool {
        let start = position
        while position < count, input[position] &- 0x30 < 10 { position &+= 1 }
        return position > start
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= count else { return false }
        for index in 0..<length where input[position + index] != word.utf8Start[index] { return false }
        position += length
        return true
    }

    private mutating func descend() -> Bool {
        position += 1
        depth += 1
        skipSpace()
        return depth <= JSONReader.depthLimit
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < count, input[position] == byte else { return false }
        position &+= 1
        return true
    }

    /// Steps over white space, which the output has none of.
    private mutating func skipSpace() {
        guard position < count, input[position] <= 0x20, Self.isSpace(input[position]) else { return }
        flush()
        while position < count, Self.isSpace(input[position]) { position &+= 1 }
        runStart = position
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
