/// A mark that is unique to one version of one fed object: `[7.000123.3]`. It stands in a text that mappings carry
/// over, so that УТ 11 shows which version it holds.
package struct Witness: Sendable, Hashable {
    /// Which feed it was.
    package let seed: UInt32
    /// Which object of the feed.
    package let serial: Int
    /// Which version of the object, in the order of changes, from 1.
    package let version: Int

    package init(seed: UInt32, serial: Int, version: Int) {
        self.seed = seed
        self.serial = serial
        self.version = version
    }

    /// The mark as text: only ASCII digits, points and brackets, so that no cleaning changes it.
    package var text: String {
        let digits = String(serial)
        return "[\(seed).\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).\(version)]"
    }

    /// The same object in any version.
    package var object: FedObject { FedObject(seed: seed, serial: serial) }

    /// All marks in a text, in their order.
    package static func all(in text: String) -> [Witness] {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return [] }
        return text.split(separator: "[").compactMap { piece in
            guard let end = piece.firstIndex(of: "]") else { return nil }
            let numbers = piece[..<end].split(separator: ".", omittingEmptySubsequences: false)
            guard numbers.count == 3, let seed = UInt32(numbers[0]), let serial = Int(numbers[1]),
                let version = Int(numbers[2])
            else { return nil }
            return Witness(seed: seed, serial: serial, version: version)
        }
    }
}
