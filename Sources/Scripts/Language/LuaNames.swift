import Foundation

/// Turns names that stock Lua refuses into names that it takes, and back: every UTF-16 unit becomes four digits.
enum LuaNames {
    private static let prefix = "_u"

    /// `Имя` as a Lua name.
    static func mangled(_ name: String) -> String {
        prefix
            + name.utf16.map { unit in
                let digits = String(unit, radix: 16)
                return String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
    }

    /// Whether an ASCII name looks like a mangled one: such names are not for scripts.
    static func isMangled(_ name: String) -> Bool {
        name.hasPrefix(prefix) && name.utf8.count > 2 && (name.utf8.count - 2).isMultiple(of: 4)
            && name.dropFirst(2).allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    /// A message with the integrator's own names.
    static func demangled(_ message: String) -> String {
        guard message.contains(prefix) else { return message }
        var output = ""
        var word = ""
        for character in message {
            if character.isASCII, character.isLetter || character.isNumber || character == "_" {
                word.append(character)
                continue
            }
            output += original(word)
            output.append(character)
            word = ""
        }
        return output + original(word)
    }

    private static func original(_ word: String) -> String {
        guard isMangled(word) else { return word }
        let digits = Array(word.dropFirst(2))
        let units = stride(from: 0, to: digits.count, by: 4).compactMap {
            UInt16(String(digits[$0..<($0 + 4)]), radix: 16)
        }
        return String(decoding: units, as: UTF16.self)
    }
}
