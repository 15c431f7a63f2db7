import Foundation
package import Messages

extension Session {
    /// Makes sure that the journal has a part of its own for each of the days from today on, so that a day can be
    /// dropped as a whole later. SQLite's journal has no parts.
    package func prepareJournal(from now: Instant, days: Int) throws {
        guard dialect == .postgres else { return }
        let known = Set(try journalDays())
        for offset in 0..<days {
            let day = JournalDay(containing: now + .hours(24) * Double(offset))
            guard !known.contains(day.name) else { continue }
            // What a day has in the rest already, written before its part was there, stays there.
            let isTaken = try row(
                "SELECT 1 AS yes FROM journal_rest WHERE id >= :start AND id < :end LIMIT 1",
                ["start": day.start, "end": day.end])
            guard isTaken == nil else { continue }
            try script(
                """
                CREATE TABLE IF NOT EXISTS \(day.table) PARTITION OF journal
                  FOR VALUES FROM ('\(day.start)') TO ('\(day.end)')
                """)
        }
    }

    /// Forgets what the journal says of the time before a moment: whole days where it has parts, else at most `limit`
    /// entries at a time. Returns how many days and entries that was.
    package func forgetJournal(before moment: Instant, limit: Int) throws -> (days: Int, entries: Int) {
        let end = JournalDay(containing: moment).start
        var dropped = 0
        for name in try journalDays() where JournalDay.start(ofDay: name).map({ $0 < end }) ?? false {
            try script("DROP TABLE journal_\(name)")
            dropped += 1
        }
        let table = dialect == .postgres ? "journal_rest" : "journal"
        let entries = try run(
            """
            DELETE FROM \(table) WHERE id IN (SELECT id FROM \(table) WHERE id < :end ORDER BY id LIMIT :limit)
            """, ["end": end, "limit": limit])
        return (dropped, entries)
    }

    /// The days that have a part of their own, as `20261127`, in order.
    func journalDays() throws -> [String] {
        guard dialect == .postgres else { return [] }
        return try rows(
            """
            SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'journal'::regclass AND c.relname <> 'journal_rest' ORDER BY c.relname
            """
        ).map { String($0.text("name").dropFirst("journal_".count)) }
    }
}

/// A day of the journal, by UTC. Entries are told apart by their ids, which begin with the time (UUIDv7).
struct JournalDay {
    /// How many days have their part when a node has just started.
    static let preparedAtStart = 2
    private static let length: Int64 = 86_400_000

    /// `20261127`.
    let name: String
    /// The least id that an entry of the day can have, and of the day after.
    let start: String
    let end: String

    init(containing moment: Instant) {
        let first = moment.milliseconds / Self.length * Self.length
        name = String(Instant(milliseconds: first).rfc3339.prefix(10)).replacing("-", with: "")
        start = Self.least(first)
        end = Self.least(first + Self.length)
    }

    var table: String { "journal_\(name)" }

    /// The least id of a named day; nil for what is no day.
    static func start(ofDay name: String) -> String? {
        guard name.count == 8, name.allSatisfy(\.isNumber) else { return nil }
        let text = "\(name.prefix(4))-\(name.dropFirst(4).prefix(2))-\(name.suffix(2))T00:00:00Z"
        return Instant(text, zoneIfAbsent: .gmt).map { JournalDay(containing: $0).start }
    }

    private static func least(_ milliseconds: Int64) -> String {
        let digits = String(milliseconds, radix: 16)
        let padded = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return "\(padded.prefix(8))-\(padded.suffix(4))"
    }
}
