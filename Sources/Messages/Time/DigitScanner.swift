import Foundation

/// Walks over the bytes of a time as text.
struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// Reads exactly `digits` decimal digits.
    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<(position + digits)] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    /// Steps over one of the given characters when it is next.
    mutating func skip(_ characters: Unicode.Scalar...) -> Bool {
        guard position < bytes.count, characters.contains(where: { $0.value == bytes[position] }) else { return false }
        position += 1
        return true
    }

    /// Reads the digits of a fraction of a second as milliseconds; further digits are dropped.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            if count < 3 { value = value * 10 + Int(bytes[position] - 0x30) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 3)..<3 { value *= 10 }
        return value
    }

    /// Reads the zone's offset in seconds; at the end of the text, the offset of `zone` at that local time.
    mutating func offset(orOf zone: TimeZone?, atLocal local: Int64) -> Int? {
        if isAtEnd {
            guard let zone else { return nil }
            let wall = Instant(milliseconds: local)
            return Int((wall - wall.utc(in: zone)).milliseconds / 1000)
        }
        if skip("Z", "z") { return 0 }
        let sign = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0, let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
