/// A length of time in milliseconds: leases, delays, deadlines.
package struct Span: Sendable, Hashable, Comparable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let zero = Span(milliseconds: 0)

    /// So many milliseconds.
    package static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
    /// So many seconds.
    package static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1000) }
    /// So many minutes.
    package static func minutes(_ count: Int64) -> Span { seconds(count * 60) }
    /// So many hours.
    package static func hours(_ count: Int64) -> Span { minutes(count * 60) }
    /// So many days of 24 hours.
    package static func days(_ count: Int64) -> Span { hours(count * 24) }

    /// The span in seconds, with its fraction.
    package var seconds: Double { Double(milliseconds) / 1000 }

    /// The span as Swift's own duration, for sleeping.
    package var duration: Duration { .milliseconds(milliseconds) }

    package static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds + right.milliseconds)
    }
    package static func - (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }

    /// The span stretched by a factor, rounded to whole milliseconds.
    package static func * (span: Span, factor: Double) -> Span {
        Span(milliseconds: Int64((Double(span.milliseconds) * factor).rounded()))
    }
}
