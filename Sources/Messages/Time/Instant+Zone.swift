package import Foundation

extension Instant {
    /// What the clocks of a zone show at this moment, as if it were UTC.
    package func local(in zone: TimeZone) -> Instant { self + offset(in: zone) }

    /// The moment at which the clocks of a zone show this one.
    package func utc(in zone: TimeZone) -> Instant {
        let guess = self - offset(in: zone)
        return self - guess.offset(in: zone)
    }

    private func offset(in zone: TimeZone) -> Span {
        .seconds(Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))))
    }
}
