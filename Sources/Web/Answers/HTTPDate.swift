package import Messages
import Synchronization

/// Moments as HTTP writes them: `Fri, 27 Nov 2026 09:30:00 GMT`.
package final class HTTPDate: Sendable {
    private let last = Mutex<(second: Int64, text: String)>((.min, ""))

    package init() {}

    /// The moment as text; the text of the same second is not made twice.
    package func text(_ instant: Instant) -> String {
        let second = Int64((Double(instant.milliseconds) / 1000).rounded(.down))
        return last.withLock { last in
            if last.second != second { last = (second, Self.format(instant, second)) }
            return last.text
        }
    }

    private static func format(_ instant: Instant, _ second: Int64) -> String {
        let parts = instant.rfc3339.prefix(19).split { $0 == "-" || $0 == "T" }
        let days = Int((Double(second) / 86_400).rounded(.down))
        let weekday = weekdays[((days % 7) + 7 + 4) % 7]
        let month = months[(Int(parts[1]) ?? 1) - 1]
        return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(parts[3]) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
