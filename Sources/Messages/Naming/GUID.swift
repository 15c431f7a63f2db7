/// A 1С identifier as text, in the one form we keep: lower case with dashes.
package enum GUID {
    /// What 1С writes for an empty reference.
    package static let empty = "00000000-0000-0000-0000-000000000000"

    /// Reads the forms that 1С and its exporters write: any case, with or without braces and dashes. Nil for others.
    package static func normalized(_ text: String) -> String? {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        var bytes = text.utf8[...]
        if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") { bytes = bytes.dropFirst().dropLast() }
        let isDashed = bytes.count == 36
        guard isDashed || bytes.count == 32 else { return nil }
        for (index, byte) in bytes.enumerated() {
            if isDashed, index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte + 32)
            default: return nil
            }
        }
        return dashed(digits)
    }

    /// A GUID that always comes out the same for the same namespace and name (RFC 9562, version 8 over SHA-256): what
    /// a second object made from one source object is asked to be called.
    package static func derived(from namespace: String, name: String) -> String {
        var digits = Array(Digest.hex(of: namespace, name).utf8.prefix(32))
        digits[12] = UInt8(ascii: "8")
        digits[16] = UInt8(ascii: "a")
        return dashed(digits)
    }

    private static func dashed(_ digits: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 36) { output in
            var place = 0
            for (index, digit) in digits.enumerated() {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    output[place] = UInt8(ascii: "-")
                    place += 1
                }
                output[place] = digit
                place += 1
            }
            return place
        }
    }
}
