package import Foundation

extension Instant {
    /// `2026-11-27T09:30:00.125Z`: UTC, milliseconds always written.
    package var rfc3339: String {
        let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        var rest = Int(milliseconds - Int64(days) * 86_400_000)
        let (year, month, day) = CivilDay.fromEpoch(days)
        let fraction = rest % 1000
        rest /= 1000
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + "T"
            + Self.padded(rest / 3600, 2) + ":" + Self.padded(rest / 60 % 60, 2) + ":" + Self.padded(rest % 60, 2)
            + "." + Self.padded(fraction, 3) + "Z"
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

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
