import Crypto

/// SHA-256 as lower-case hexadecimal text: fingerprints, content hashes, outgoing keys.
package enum Digest {
    /// The digest of some bytes, 64 digits.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        if let text = bytes.withContiguousStorageIfAvailable({ hex(UnsafeRawBufferPointer($0)) }) { return text }
        return ContiguousArray(bytes).withUnsafeBytes(hex)
    }

    /// The digest of the memory's bytes, 64 digits.
    package static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        return text(hash.finalize())
    }

    /// The digest of some texts, told apart by their lengths, so that ("ab","c") differs from ("a","bc").
    package static func hex(of parts: String...) -> String {
        var joined: [UInt8] = []
        joined.reserveCapacity(512)
        for part in parts {
            joined.append(contentsOf: String(part.utf8.count).utf8)
            joined.append(UInt8(ascii: ":"))
            joined.append(contentsOf: part.utf8)
        }
        return joined.withUnsafeBytes(hex)
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        digest.withUnsafeBytes { Hexadecimal.text($0) }
    }
}
