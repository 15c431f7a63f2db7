package import Messages

/// One line of a body of lines. A line that is not JSON does not spoil its neighbours.
package struct BodyLine: Sendable, Hashable {
    /// Counted from 1, blank lines included, as an editor shows it.
    package let number: Int
    /// The line's document, or why it has none.
    package let document: Result<JSONDocument, JSONFault>
    /// How long the line is.
    let count: Int
    /// What fingerprints are made of: the document's digest, else that of the line as it came.
    let digest: String

    init(number: Int, bytes: some Collection<UInt8>) {
        self.number = number
        count = bytes.count
        do throws(JSONFault) {
            let json = try JSONDocument(bytes)
            document = .success(json)
            digest = json.digest
        } catch {
            document = .failure(error)
            digest = Digest.hex(bytes)
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
