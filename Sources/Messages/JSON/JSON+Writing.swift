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
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: [0x5C, 0x22])
            case UInt8(ascii: "\\"): output.append(contentsOf: [0x5C, 0x5C])
            case 0x0A: output.append(contentsOf: [0x5C, UInt8(ascii: "n")])
            case 0x0D: output.append(contentsOf: [0x5C, UInt8(ascii: "r")])
            case 0x09: output.append(contentsOf: [0x5C, UInt8(ascii: "t")])
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(contentsOf: [hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static let hex = Array("0123456789abcdef".utf8)
}
