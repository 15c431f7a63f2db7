extension PersonalDataScanner {
    /// Whether a text may hold a phone number or a mailbox. Most texts do not, and a look at their bytes is enough to
    /// know it: each line of the log is made of a dozen of them.
    static func suspects(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for index in bytes.indices {
                switch bytes[index] {
                case UInt8(ascii: "@"): return true
                case UInt8(ascii: "7"), UInt8(ascii: "8"):
                    if beginsWord(bytes, index), hasElevenDigits(bytes, from: index) { return true }
                default: continue
                }
            }
            return false
        }
    }

    /// Whether a number may begin here; beyond ASCII it may.
    private static func beginsWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch bytes[index - 1] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            return false
        default: return true
        }
    }

    /// Whether eleven digits follow, with nothing but what may separate them; beyond ASCII anything may.
    private static func hasElevenDigits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var digits = 0
        for byte in bytes[start...] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == 11 { return true }
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), 0x80...: continue
            default: return false
            }
        }
        return false
    }
}
