import Foundation
import Messages
import Stand
import Testing

@Suite("One key does one thing", .serialized)
struct KeyTests {
    @Test(
        "a replay is equal to the byte, another body is a conflict, another key for the version a duplicate",
        arguments: StoreKind.allCases)
    func replay(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 21) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let warehouse = walk.source.base.of(.warehouse)[0]
            let letter = walk.source.letter(warehouse)
            let first = try await walk.source.send(letter, key: "one")
            #expect(first.status == 202 && first[header: "Idempotent-Replayed"] == nil)
            let message = try #require(first["message_id"]?.string)
            let other = walk.source.letter(warehouse) { $0.change("КодСайта", to: "другой") }

            // Then: before a SIGKILL and after it.
            for life in 1...2 {
                #expect(try await walk.source.send(letter, key: "one").differences(from: first) == [], "life \(life)")
                let conflict = try await walk.source.send(other, key: "one")
                #expect(conflict.status == 409 && conflict["code"] == "conflict.duplicate", "\(conflict), life \(life)")
                let duplicate = try await walk.source.send(letter, key: "another \(life)")
                #expect(duplicate.status == 200, "life \(life)")
                #expect(duplicate["message_id"]?.string == message, "life \(life)")
                #expect(duplicate["duplicate_of"]?.string == message, "life \(life)")
                if life == 1 {
                    try await walk.postman.kill()
                    try await walk.postman.start()
                }
            }
            try await walk.expectEffects(of: [letter], messages: [message], books)
            let effects = try await walk.stand.ledger().holding(warehouse).map(\.effects)
            #expect(effects == [["created"]])
        }
    }

    @Test(
        "40 at once: one effect, the others get its answer or are told that it is at work",
        arguments: StoreKind.allCases)
    func crowd(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 22) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letter = walk.source.letter(walk.source.base.of(.warehouse)[0])

            // When
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<40 { group.addTask { try await walk.source.send(letter, key: "crowd") } }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }

            // Then
            #expect(answers.count == 40)
            let first = try #require(answers.first { $0[header: "Idempotent-Replayed"] == nil && $0.status == 202 })
            #expect(answers.count { $0.status == 202 && $0[header: "Idempotent-Replayed"] == nil } == 1)
            for answer in answers where answer.status != 202 {
                #expect(answer.status == 409 && answer["code"] == "conflict.in_progress")
            }
            #expect(answers.allSatisfy { $0.status == 409 || $0.body == first.body })
            #expect(try await walk.source.send(letter, key: "crowd").differences(from: first) == [])
            let message = try #require(first["message_id"]?.string)
            try await walk.expectEffects(of: [letter], messages: [message], books)
            let entries = try await books.entries(letter.object.key)
            #expect(entries.count { $0.kind == .accepted } == 1 && !entries.contains { $0.kind == .duplicate })
        }
    }
}
