import Foundation
import Messages
import Testing

@Suite("Moments")
struct InstantTests {
    @Test("a time with a zone is read, and written again in UTC")
    func zones() throws {
        let instant = try #require(Instant(rfc3339: "2026-11-27T09:30:00.125+03:00"))
        #expect(instant.rfc3339 == "2026-11-27T06:30:00.125Z")
        #expect(Instant(rfc3339: instant.rfc3339) == instant)
    }

    @Test("a time without a zone, as 1С writes it, is local to its source")
    func local() throws {
        let moscow = try #require(TimeZone(identifier: "Europe/Moscow"))
        let instant = try #require(Instant("2026-11-27T09:30:00", zoneIfAbsent: moscow))
        #expect(instant.rfc3339 == "2026-11-27T06:30:00.000Z")
        #expect(Instant(rfc3339: "2026-11-27T09:30:00") == nil)
    }

    @Test(
        "agrees with Foundation's calendar on days of four centuries",
        arguments: Array(stride(from: -20_000, through: 120_000, by: 997)))
    func agreesWithFoundation(day: Int) {
        let formatter = ISO8601DateFormatter()
        let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3723)
        let instant = Instant(milliseconds: Int64(day) * 86_400_000 + 3_723_000)
        let expected = formatter.string(from: date).replacing("Z", with: ".000Z")
        #expect(instant.rfc3339 == expected)
        #expect(Instant(rfc3339: expected) == instant)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-1-01T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+3:00", "0001-01-01T00:00:00", "27.11.2026 09:30:00",
        ])
    func refused(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }
}
