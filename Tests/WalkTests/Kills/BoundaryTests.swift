import Foundation
import Messages
import Stand
import Storage
import Testing

@Suite("SIGKILL at a boundary of the walk loses nothing and does nothing twice", .serialized)
struct BoundaryTests {
    @Test("killed when a message is accepted and nobody has mapped it", arguments: StoreKind.allCases)
    func accepted(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 11) { walk in
            // Given: another node is mapping the first version, so that the second one must wait in the inbox.
            let warehouse = walk.source.base.of(.warehouse)[0]
            let (first, second) = (walk.source.letter(warehouse, version: 1), walk.source.letter(warehouse, version: 2))
            let books = try Books(walk.postman)
            let claim = try await Self.mappedElsewhere(first, books)
            try await walk.postman.start()

            // When
            let key = "accepted-1"
            let answer = try await walk.source.send(second, key: key)
            try await walk.postman.kill()

            // Then
            #expect(answer.status == 202)
            let message = try #require(answer["message_id"]?.string)
            #expect(try await books.waitsForMapping(message))
            #expect(try await walk.stand.ledger().effectCount == 0)
            try await books.store.transaction { try $0.returnToInbox(claim, due: .current()) }
            try await walk.postman.start()
            try await walk.expectEffects(of: [second], messages: [message], books)
            #expect(try await walk.source.send(second, key: key).differences(from: answer) == [])
        }
    }

    @Test("killed when a message is mapped and its dispatch is not claimed", arguments: StoreKind.allCases)
    func mapped(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 12) { walk in
            // Given
            try await walk.postman.start()
            _ = try await walk.postman.run(["queue", "pause", "--lane", "catalogs", "--reason", "проверка"])
            let letter = walk.source.letter(walk.source.base.of(.warehouse)[0])
            let books = try Books(walk.postman)

            // When
            let answer = try await walk.source.send(letter, key: "mapped-1")
            let message = try #require(answer["message_id"]?.string)
            try await Patience.until("the message is mapped") { try await books.states(message) == [.queued] }
            try await walk.postman.kill()

            // Then
            #expect(try await books.states(message) == [.queued])
            #expect(try await walk.stand.ledger().effectCount == 0)
            try await walk.postman.start()
            _ = try await walk.postman.run(["queue", "resume", "--lane", "catalogs"])
            try await walk.expectEffects(of: [letter], messages: [message], books)
            #expect(try await walk.source.send(letter, key: "mapped-1").differences(from: answer) == [])
        }
    }

    @Test(
        "killed while УТ 11 holds a request of the delivery, a newer version behind it", arguments: StoreKind.allCases,
        Boundary.all)
    func sending(_ kind: StoreKind, _ boundary: Boundary) async throws {
        try await Walk.live(kind, seed: 13) { walk in
            // Given: a sale is on its way, all that it refers to is there.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let sale = try walk.source.shortPostedSale()
            try await walk.source.deliver(walk.source.ground(of: sale).map { walk.source.letter($0) })
            try await Patience.until("the ground is there") { try await books.isIdle() }
            let letters = [1, 2].map { walk.source.letter(sale, version: $0) }
            try await walk.stand.fail(boundary.fault)

            // When
            let first = try await walk.source.send(letters[0], key: "sale-1")
            try await walk.stand.untilHeld()
            let second = try await walk.source.send(letters[1], key: "sale-2")
            let messages = try [first, second].map { try #require($0["message_id"]?.string) }
            #expect(try await books.states(messages[0]) == [.sending])
            try await Patience.until("the newer one is mapped") { try await books.states(messages[1]) == [.queued] }
            try await walk.postman.kill()
            try await walk.stand.heal()
            try await walk.stand.release(dropping: true)

            // Then
            try await walk.postman.start()
            try await walk.expectEffects(of: [letters[1]], messages: messages, books)
            let ledger = try await walk.stand.ledger()
            #expect(ledger.holding(sale).map(\.isPosted) == [true])
            #expect(try await walk.source.send(letters[0], key: "sale-1").differences(from: first) == [])
            #expect(try await walk.source.send(letters[1], key: "sale-2").differences(from: second) == [])
        }
    }

    @Test("killed when УТ 11 has answered and the store does not take the outcome", arguments: StoreKind.allCases)
    func unrecorded(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 14) { walk in
            // Given: the last request of a delivery is held, and then the store is locked.
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letter = walk.source.letter(walk.source.base.of(.warehouse)[0])
            let reading: JSON = ["method": "GET", "path_contains": "Catalog_Склады(guid", "times": 1]
            try await walk.stand.fail(["kind": "hold", "when": "after", "match": reading])
            let answer = try await walk.source.send(letter, key: "unrecorded-1")
            let message = try #require(answer["message_id"]?.string)
            try await walk.stand.untilHeld()

            // When
            try await books.locked {
                try await walk.stand.release(dropping: false)
                try await walk.postman.kill()
            }

            // Then
            #expect(try await books.states(message) == [.sending])
            try await walk.postman.start()
            try await walk.expectEffects(of: [letter], messages: [message], books)
            #expect(try await walk.source.send(letter, key: "unrecorded-1").differences(from: answer) == [])
        }
    }

    @Test("killed when the outcome is recorded: УТ 11 is not asked again", arguments: StoreKind.allCases)
    func recorded(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 15) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letters = walk.source.base.of(.warehouse).prefix(2).map { walk.source.letter($0) }
            let answer = try await walk.source.send(letters[0], key: "recorded-1")
            let message = try #require(answer["message_id"]?.string)
            try await Patience.until("it is confirmed") { try await books.states(message) == [.confirmed] }

            // When
            try await walk.postman.kill()
            let reference = try #require(try await walk.stand.ledger().holding(letters[0].object).first?.reference)
            try await walk.stand.fail(["kind": "delay", "delay_ms": 0, "match": ["path_contains": .string(reference)]])
            try await walk.postman.start()

            // Then: what comes after it is delivered, and it was not touched.
            let next = try #require(try await walk.source.send(letters[1])["message_id"]?.string)
            try await walk.expectEffects(of: Array(letters), messages: [message, next], books)
            #expect(try await walk.stand.struck() == [0])
            #expect(try await walk.source.send(letters[0], key: "recorded-1").differences(from: answer) == [])
        }
    }

    @Test(
        "killed before an accept is committed: there was no answer, and the same key does it then, once",
        arguments: StoreKind.allCases)
    func unaccepted(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 16) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letter = walk.source.letter(walk.source.base.of(.warehouse)[0])

            // When: the store is locked, of two requests with one key one is told that the other is at work.
            let (told, rest) = try await books.locked {
                await withTaskGroup(of: Answer?.self) { group in
                    for _ in 0..<2 { group.addTask { try? await walk.source.send(letter, key: "unaccepted-1") } }
                    let told = await group.next() ?? nil
                    try? await walk.postman.kill()
                    return (told, await group.next() ?? nil)
                }
            }
            #expect(told?.status == 409 && told?["code"] == "conflict.in_progress")
            #expect(rest == nil)

            // Then
            try await walk.postman.start()
            let answer = try await walk.source.send(letter, key: "unaccepted-1")
            #expect(answer.status == 202 && answer[header: "Idempotent-Replayed"] == nil)
            let message = try #require(answer["message_id"]?.string)
            try await walk.expectEffects(of: [letter], messages: [message], books)
        }
    }

    @Test("told to end, it sees what is in flight to its end, and takes nothing new", arguments: StoreKind.allCases)
    func toldToEnd(_ kind: StoreKind) async throws {
        try await Walk.live(kind, seed: 17) { walk in
            // Given
            try await walk.postman.start()
            let books = try Books(walk.postman)
            let letter = walk.source.letter(walk.source.base.of(.warehouse)[0])
            try await walk.stand.fail(["kind": "hold", "when": "after", "match": ["method": "POST", "times": 1]])
            let message = try #require(try await walk.source.send(letter)["message_id"]?.string)
            try await walk.stand.untilHeld()

            // When
            await walk.postman.tellToEnd()
            try await Patience.until("it listens no more") { await walk.postman.isDeaf() }
            try await walk.stand.release(dropping: false)

            // Then
            #expect(try await walk.postman.ended() == 0)
            #expect(try await books.states(message) == [.confirmed])
            let ledger = try await walk.stand.ledger()
            #expect(ledger.shows(letter) && ledger.complaints == [])
        }
    }

    /// Has a message accepted and claimed as by another node that shares the store.
    private static func mappedElsewhere(_ letter: FeedMessage, _ books: Books) async throws -> InboxClaim {
        let now = Instant.current()
        let version = try JSONReader.read(letter.body)["version"]?.string ?? ""
        let arrival = Arrival(
            id: Identifier.make(at: now), key: letter.object.key, version: version,
            changedAt: letter.changedAt - .days(1), operation: letter.operation, presentation: nil, data: "{}",
            lane: .catalogs, caller: "другой узел",
            correlationID: "другой узел", receivedAt: now)
        let claims = try await books.store.transaction { session in
            _ = try session.accept(arrival)
            return try session.claimInbox(limit: 1, at: now, lease: .hours(1))
        }
        return try #require(claims.first)
    }
}
