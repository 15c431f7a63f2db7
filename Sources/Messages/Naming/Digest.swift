import Crypto

/// SHA-256 as lower-case hexadecimal text: fingerprints, content hashes, outgoing keys.
package enum Digest {
    /// The digest of some bytes, 64 digits.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        let copy = ContiguousArray(bytes)
        copy.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return text(hash.finalize())
    }

    /// The digest of some texts, told apart by their lengths, so that ("ab","c") differs from ("a","bc").
    package static func hex(of parts: String...) -> String {
        var hash = SHA256()
        for part in parts {
            var part = "\(part.utf8.count):\(part)"
            part.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        return text(hash.finalize())
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
