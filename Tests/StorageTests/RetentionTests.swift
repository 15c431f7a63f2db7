import Messages
import Testing

@testable import Storage

@Suite("What the journal forgets")
struct RetentionTests {
    @Test(
        "days that are over go, whether they have parts of their own or not; what is left stays",
        arguments: StoreKind.allCases)
    func forgets(_ kind: StoreKind) async throws {
        // Given: an entry before any part was prepared, then one in each of three days that have parts, one after them.
        // The days are far from the one on which the tests run: that one has a part from the start.
        let fixture = try await StoreFixture(kind)
        let noon = Instant.current() + .days(1000)
        let days = [-1, 0, 1, 2, 9].map { noon + .days($0) }
        let entries = days.enumerated().map { number, at in
            JournalEntry(
                at: at, kind: .resumed, summary: "день \(number)", id: JournalDay(containing: at).start + "-7000")
        }
        try await fixture.store.transaction { try $0.note(entries[0]) }
        try await fixture.store.transaction { session in
            try session.prepareJournal(from: noon, days: 3)
            for entry in entries.dropFirst() { try session.note(entry) }
        }
        let end = JournalDay(containing: days[2]).name
        let parts = try await fixture.store.read { try $0.journalDays().count { $0 < end } }
        // When
        let forgotten = try await fixture.store.transaction { try $0.forgetJournal(before: days[2], limit: 100) }
        // Then
        #expect(kind == .sqlite ? forgotten == (0, 2) : forgotten == (parts, 1))
        #expect(try await fixture.store.read { try $0.journal(limit: 10) } == Array(entries.dropFirst(2)))
        #expect(try await fixture.store.transaction { try $0.forgetJournal(before: days[2], limit: 100) } == (0, 0))
    }
}
