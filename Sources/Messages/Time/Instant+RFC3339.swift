package import Foundation

extension Instant {
    /// `2026-11-27T09:30:00.125Z`: UTC, milliseconds always written.
    package var rfc3339: String {
        let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        var rest = Int(milliseconds - Int64(days) * 86_400_000)
        let (year, month, day) = CivilDay.fromEpoch(days)
        let fraction = rest % 1000
        rest /= 1000
        var text: [UInt8] = []
        text.reserveCapacity(24)
        let parts: [(Int, Int, Unicode.Scalar)] = [
            (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (rest / 3600, 2, ":"), (rest / 60 % 60, 2, ":"),
            (rest % 60, 2, "."), (fraction, 3, "Z"),
        ]
        for (number, width, end) in parts { Self.write(number, width, end, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads an RFC 3339 time with a zone (`Z`, `+03:00`); nil when it is not one.
    package init?(rfc3339 text: String) {
        self.init(text, zoneIfAbsent: nil)
    }

    /// Reads an RFC 3339 time; without a zone, as 1С writes it, the time is local in `zone` (E-02).
    package init?(_ text: String, zoneIfAbsent zone: TimeZone?) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
            scanner.skip("-"), let day = scanner.number(digits: 2), scanner.skip("T", "t", " "),
            let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2),
            scanner.skip(":"), let second = scanner.number(digits: 2),
            (1...12).contains(month), (1...CivilDay.length(year, month)).contains(day), hour < 24, minute < 60,
            second < 61
        else { return nil }
        let fraction = scanner.skip(".", ",") ? scanner.fraction() : 0
        guard let fraction else { return nil }
        let days = CivilDay.toEpoch(year, month, day)
        let local = (Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)) * 1000 + Int64(fraction)
        guard let offset = scanner.offset(orOf: zone, atLocal: local), scanner.isAtEnd else { return nil }
        self.init(milliseconds: local - Int64(offset) * 1000)
    }

    /// Writes a number with at least so many digits, and what follows it.
    private static func write(_ number: Int, _ width: Int, _ end: Unicode.Scalar, to text: inout [UInt8]) {
        var place = 10
        for _ in 2..<width { place *= 10 }
        if number < 0 || number >= place * 10 {
            text.append(contentsOf: String(number).utf8)
        } else {
            while place > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / place % 10))
                place /= 10
            }
        }
        text.append(UInt8(ascii: end))
    }
}
