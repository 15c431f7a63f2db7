package import Messages

/// One line of a body of lines. A line that is not JSON does not spoil its neighbours.
package struct BodyLine: Sendable, Hashable {
    /// Counted from 1, blank lines included, as an editor shows it.
    package let number: Int
    /// The line's value, or why it has none.
    package let value: Result<JSON, JSONFault>
    /// The line with sorted keys; as it came when it is not JSON. Fingerprints are made of it.
    let canonical: [UInt8]

    init(number: Int, bytes: some Sequence<UInt8>) {
        self.number = number
        do throws(JSONFault) {
            let json = try JSONReader.read(bytes)
            value = .success(json)
            canonical = json.bytes(sortingKeys: true)
        } catch {
            value = .failure(error)
            canonical = Array(bytes)
        }
    }

    /// The lines of a body without its byte order mark; blank ones are counted and left out.
    static func split(_ bytes: some Collection<UInt8>) -> [BodyLine] {
        var lines: [BodyLine] = []
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
            lines.append(BodyLine(number: number, bytes: line))
        }
        return lines
    }
}
