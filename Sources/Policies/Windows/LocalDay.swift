import Foundation
import Messages

/// A day of the calendar where the office is, counted from 1970-01-01.
struct LocalDay: Sendable, Hashable, CustomStringConvertible {
    private static let length: Int64 = 86_400_000

    let number: Int64

    init(number: Int64) {
        self.number = number
    }

    /// The day that a moment lies in.
    init(_ moment: Instant, in zone: TimeZone) {
        let local = moment.local(in: zone).milliseconds
        number = (local - (local % Self.length + Self.length) % Self.length) / Self.length
    }

    /// The Monday of its week.
    var monday: LocalDay {
        // Day 0 was a Thursday.
        let weekday = ((number + 3) % 7 + 7) % 7
        return LocalDay(number: number - weekday)
    }

    /// Its midnight.
    func start(in zone: TimeZone) -> Instant {
        Instant(milliseconds: number * Self.length).utc(in: zone)
    }

    /// `2026-12-01`.
    var description: String {
        String(Instant(milliseconds: number * Self.length).rfc3339.prefix(10))
    }
}
