extension JSON {
    /// The value as compact UTF-8 text, members in their order.
    package var text: String { String(decoding: bytes(sortingKeys: false), as: UTF8.self) }

    /// The value as compact UTF-8 text with sorted keys and numbers as written: what fingerprints are made of (E-16).
    package var canonical: String { String(decoding: bytes(sortingKeys: true), as: UTF8.self) }

    /// The value as compact UTF-8 bytes.
    package func bytes(sortingKeys: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(256)
        write(to: &output, sortingKeys)
        return output
    }

    private func write(to output: inout [UInt8], _ sorting: Bool) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): Self.quote(text, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output, sorting)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            Self.write(members, to: &output, sorting)
        }
    }

    private static func write(_ members: [Member], to output: inout [UInt8], _ sorting: Bool) {
        let ordered = sorting ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
        output.append(UInt8(ascii: "{"))
        for (index, member) in ordered.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            quote(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output, sorting)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func quote(_ text: String, to output: inout [UInt8]) {
        var text = text
        output.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                output.append(contentsOf: bytes[start..<index])
                escape(byte, to: &output)
                start = index + 1
            }
            output.append(contentsOf: bytes[start...])
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(Hexadecimal.digit(byte >> 4))
            output.append(Hexadecimal.digit(byte & 15))
        }
    }
}
