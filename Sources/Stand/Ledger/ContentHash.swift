import Messages

/// Tells contents apart: FNV-1a over the canonical text. Not for secrets.
package struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    private let value: UInt64

    init(of json: JSON) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in json.bytes(sortingKeys: true) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        value = hash
    }

    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
