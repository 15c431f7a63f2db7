/// Reads JSON text into `JSON` without loss, strictly: no comments, no trailing commas, no repeated names, valid UTF-8.
package struct JSONReader {
    /// How deep objects and arrays may stand in each other.
    package static let depthLimit = 64

    /// What 1С writes in front of a text: the byte order mark in UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var input: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// Reads one value; surrounding white space is allowed, a byte order mark is stepped over (1С writes one).
    package static func read(_ bytes: some Sequence<UInt8>) throws(JSONFault) -> JSON {
        let copy = ContiguousArray(bytes)
        let result: Result<JSON, JSONFault> = copy.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(input: buffer)
            do throws(JSONFault) {
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func document() throws(JSONFault) -> JSON {
        if input.starts(with: Self.mark) { position = Self.mark.count }
        let value = try value()
        skipSpace()
        guard position == input.count else { throw fault("после значения есть лишний текст") }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSON {
        skipSpace()
        guard position < input.count else { throw fault("текст кончился раньше значения") }
        switch input[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    /// Up to so many members of an object are compared one by one.
    private static let fewNames = 24

    private mutating func object() throws(JSONFault) -> JSON {
        try descend()
        var members: [JSON.Member] = []
        var names = Set<String>()
        skipSpace()
        if take("}") { return leave(.object([])) }
        while true {
            skipSpace()
            guard position < input.count, input[position] == UInt8(ascii: "\"") else {
                throw fault("нужно имя в кавычках")
            }
            let start = position
            let name = try string()
            // A few names are looked through faster than hashed.
            if members.count == Self.fewNames { names = Set(members.map(\.name)) }
            let isNew =
                members.count < Self.fewNames
                ? !members.contains { $0.name == name } : names.insert(name).inserted
            guard isNew else {
                throw JSONFault(offset: start, sentence: "имя «\(name)» повторяется", in: input)
            }
            skipSpace()
            guard take(":") else { throw fault("после имени «\(name)» нужно двоеточие") }
            members.append(.init(name, try value()))
            skipSpace()
            if take("}") { return leave(.object(members)) }
            guard take(",") else { throw fault("нужна запятая или }") }
        }
    }

    private mutating func array() throws(JSONFault) -> JSON {
        try descend()
        var items: [JSON] = []
        skipSpace()
        if take("]") { return leave(.array([])) }
        while true {
            items.append(try value())
            skipSpace()
            if take("]") { return leave(.array(items)) }
            guard take(",") else { throw fault("нужна запятая или ]") }
        }
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = position
        _ = take("-")
        if take("0") {
            if position < input.count, isDigit(input[position]) { throw fault("число начинается с нуля") }
        } else {
            guard digits() > 0 else { throw fault("нужно значение JSON") }
        }
        if take(".") { guard digits() > 0 else { throw fault("после точки нужны цифры") } }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard digits() > 0 else { throw fault("после e нужны цифры") }
        }
        return .number(String(decoding: input[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while position < input.count, isDigit(input[position]) { position += 1 }
        return position - start
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func string() throws(JSONFault) -> String {
        var strings = JSONStringReader(input: input, position: position)
        defer { position = strings.position }
        return try strings.read()
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let count = word.utf8CodeUnitCount
        guard position + count <= input.count, (0..<count).allSatisfy({ input[position + $0] == word.utf8Start[$0] })
        else { throw fault("нужно значение JSON") }
        position += count
        return value
    }

    private mutating func descend() throws(JSONFault) {
        position += 1
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("вложенность глубже \(Self.depthLimit)") }
    }

    private mutating func leave(_ value: JSON) -> JSON {
        depth -= 1
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < input.count, input[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func fault(_ sentence: String) -> JSONFault {
        JSONFault(offset: position, sentence: sentence, in: input)
    }

    private init(input: UnsafeBufferPointer<UInt8>) {
        self.input = input
    }
}
