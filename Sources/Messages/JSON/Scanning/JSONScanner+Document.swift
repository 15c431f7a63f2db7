extension JSONScanner {
    /// The document that the text is, when the scanner can read it. The text has no byte order mark.
    static func document(of text: [UInt8]) -> JSONDocument? {
        text.withUnsafeBufferPointer { bytes in
            guard let input = bytes.baseAddress else { return nil }
            let output = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
            defer { output.deallocate() }
            var scanner = JSONScanner(input: input, count: bytes.count, output: output)
            guard scanner.document() else { return nil }
            return scanner.isObject ? scanner.object(text) : scanner.other(text)
        }
    }

    /// Whether what was written is an object.
    private var isObject: Bool { written > 0 && output[0] == UInt8(ascii: "{") }

    private func other(_ text: [UInt8]) -> JSONDocument {
        JSONDocument(text: text, members: nil, digest: Digest.hex(slice(0, written)))
    }

    /// The document of an object, unless a name is repeated.
    private func object(_ text: [UInt8]) -> JSONDocument? {
        let digests = members.map { member in
            isContainer(member) ? Digest.hex(slice(member.valueStart, member.end)) : nil
        }
        var order = Array(members.indices)
        order.sort { members[$0].compared(to: members[$1]) < 0 }
        for (one, next) in zip(order, order.dropFirst()) where members[one].compared(to: members[next]) == 0 {
            return nil
        }
        var outline = JSONOutline()
        for index in order {
            let member = members[index]
            outline.add(
                name: slice(member.start, member.valueStart - 1), value: slice(member.valueStart, member.end),
                digest: digests[index])
        }
        let listed = zip(members, digests).map { member, digest in
            JSONDocument.Member(
                name: String(decoding: UnsafeBufferPointer(start: member.name, count: member.nameCount), as: UTF8.self),
                digest: digest, place: member.input)
        }
        return JSONDocument(text: text, members: listed, digest: outline.digest)
    }

    private func isContainer(_ member: JSONScannedMember) -> Bool {
        let first = output[member.valueStart]
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: output + start, count: end - start)
    }
}
