import HTTPTypes
import HummingbirdTesting
import Logging
import Messages
import NIOCore
import Pipeline
import Storage
import Testing

@Suite("What a system comes for that cannot be called")
struct ChangesTests {
    private static let feed = "/api/v1/changes"

    /// Has trials accepted and sorted, one after another.
    private static func send(
        _ office: PostOffice, _ client: any TestClientProtocol, _ trials: Trial...
    ) async throws {
        for trial in trials {
            let key = "\(trial.id) \(trial.version)"
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: key, trial.text)
            #expect(answer.status == .accepted, "\(answer)")
            try await office.sort()
        }
    }

    @Test("a page is the same, byte for byte, until its cursor comes back", arguments: StoreKind.allCases)
    func pages(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind, withTrials: true) { office, client in
            // Given: the third refers to the first, and cannot go before 10.3 has that one.
            let key = try await office.key(of: "ut103")
            try await Self.send(
                office, client, Trial(), Trial(id: Trial.id(2)), Trial(id: Trial.id(3), parent: Trial.id(1)))

            // When
            let first = try await client.get(Self.feed + "?limit=1", as: key)
            let again = try await client.get(Self.feed + "?limit=1", as: key)

            // Then
            #expect(first.status == .ok && first.body == again.body && first["Cache-Control"] == "no-store")
            let item = try #require(try first.json["items"]?.array?.first)
            #expect(item["id"] == .string(Trial.id(1)) && item["type"] == "Справочник.Пробы")
            #expect(item["operation"] == "upsert" && item["is_new"] == true && item["presentation"] == "Проба")
            #expect(item["data"]?["Вес"] == .number("1.5") || item["data"]?["Вес"] == .number("1.500"), "\(item)")
            #expect(item["data"]?["Родитель"] == .null)
            #expect(try first.json["more"] == true)

            // When: a newer version comes while the older one is out.
            try await Self.send(office, client, Trial(version: 2, weight: "2"))
            let cursor = try #require(try first.json["next"]?.string)
            let second = try await client.get(Self.feed + "?since=\(cursor)", as: key)
            let repeated = try await client.get(Self.feed + "?limit=7&since=\(cursor)", as: key)

            // Then
            #expect(second.body == repeated.body)
            let items = try #require(try second.json["items"]?.array)
            #expect(Set(items.compactMap { $0["id"]?.string }) == [Trial.id(1), Trial.id(2)])
            let newer = try #require(items.first { $0["id"]?.string == Trial.id(1) })
            #expect(newer["is_new"] == false && newer["data"]?["Вес"] == .number("2"))

            // When: the third has what it waited for.
            try await office.sort()
            let last = try #require(try second.json["next"]?.string)
            let third = try await client.get(Self.feed + "?since=\(last)", as: key).json
            let waiting = try #require(third["items"]?.array?.first)
            let reference: JSON = ["ref": .string(Trial.id(1)), "type": "Справочник.Пробы"]
            #expect(waiting["data"]?["Родитель"] == reference)
            #expect(waiting["data"]?["Состав"]?.array?.first?["Проба"] == reference)

            // Then: nothing is left.
            let end = try #require(third["next"]?.string)
            let empty = try await client.get(Self.feed + "?since=\(end)", as: key)
            #expect(try empty.json["items"] == [] && empty.json["next"] == .string(end) && empty.json["more"] == false)
            #expect(try await client.get(Self.feed + "?since=\(end)", as: key).body == empty.body)
            #expect(try await office.store.read { try $0.isIdle() })
            #expect(try await office.store.read { try $0.feedDepths(of: ["ut103"]) }.isEmpty)
        }
    }

    @Test("a cursor that is none is told, with what to do", arguments: StoreKind.allCases)
    func unknownCursor(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let key = try await office.key(of: "ut103")
            let answer = try await client.get(Self.feed + "?since=\(Trial.id(9))", as: key)
            #expect(answer.status == .conflict)
            #expect(try answer.json["detail"]?.string?.contains("Позовите без since") == true)
        }
    }

    @Test("what 10.3 cannot take is refused with its reason, and can be redriven", arguments: StoreKind.allCases)
    func refusal(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind, withTrials: true) { office, client in
            // Given
            let key = try await office.key(of: "ut103")
            try await Self.send(office, client, Trial(), Trial(id: Trial.id(2)))
            let page = try await client.get(Self.feed, as: key).json
            let items = try #require(page["items"]?.array)
            let item = try #require(items.first { $0["id"]?.string == Trial.id(1) }?["item"]?.string)

            // When
            let path = Self.feed + "/\(item)/refusal"
            let body = #"{"reason":"Нет такой группы","field":"Родитель"}"#
            let refused = try await client.post(path, as: key, key: "r1", body)
            let replayed = try await client.post(path, as: key, key: "r1", body)

            // Then
            #expect(refused.status == .ok && replayed.body == refused.body)
            let rest = try await client.get(Self.feed, as: key).json
            #expect(rest["items"]?.array?.map { $0["id"] } == [.string(Trial.id(2))] && rest["next"] == page["next"])
            let letters = try await client.get("/api/v1/dead-letters", as: office.keys[.operator]).json
            #expect(letters["items"]?.array?.first?["reason"] == "Нет такой группы", "\(letters)")

            // When: the page is acknowledged, and the dead letter sent again.
            let cursor = try #require(rest["next"]?.string)
            let empty = try await client.get(Self.feed + "?since=\(cursor)", as: key).json
            #expect(empty["items"] == [])
            let unknown = try await client.post(path, as: key, key: "r2", body)
            #expect(unknown.status == .notFound)
            _ = try await client.post(
                "/api/v1/dead-letters/redrive", as: office.keys[.operator], key: "d1",
                #"{"filter":{"target":"ut103"},"reason":"группа заведена"}"#)
            try await office.sort()
            let again = try await client.get(Self.feed + "?since=\(cursor)", as: key).json
            #expect(again["items"]?.array?.map { $0["id"] } == [.string(Trial.id(1))], "\(again)")
        }
    }

    @Test("a system comes for its own, and speaks for itself", arguments: StoreKind.allCases)
    func callers(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind, withTrials: true) { office, client in
            let (own, other) = (try await office.key(of: "ut103"), try await office.key(of: "ut11"))
            let nobody = try await client.get(Self.feed, as: office.keys[.source])
            #expect(nobody.status == .forbidden)
            #expect(try nobody.json["detail"]?.string?.contains("--system ut103") == true)
            #expect(try await client.get(Self.feed, as: office.keys[.operator]).status == .forbidden)
            #expect(try await client.get(Self.feed + "?system=ut103", as: other).status == .forbidden)
            #expect(try await client.get(Self.feed, as: other).status == .notFound)
            let stranger = try await client.post("/api/v1/messages", as: own, key: "1", Trial().text)
            #expect(stranger.status == .forbidden)
            for query in ["limit=0", "limit=1001", "kind=photo"] {
                let wrong = try await client.get(Self.feed + "?" + query, as: own)
                #expect(wrong.status == .unprocessableContent, "\(query)")
            }
        }
    }

    @Test(
        "what became of its message waits for it, is seen in queue and metrics, and alarms when nobody comes",
        arguments: StoreKind.allCases)
    func confirmations(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            let key = try await office.key(of: "ut103")
            let item = "40e1b7c4-52d1-11ed-9d3a-00155d0a0001"
            let sent = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "1", Goods.unplaceable(item))
            try await office.sort()

            // Then: it waits, and somebody is told once that nobody comes.
            let depth = try await client.get("/api/v1/queue", as: office.keys[.operator]).json["feeds"]?.array?.first
            #expect(depth?["target"] == "ut103" && depth?["kind"] == "confirmation" && depth?["count"] == 1)
            let metrics = try await client.get("/metrics")
            #expect(String(buffer: metrics.body).contains(#"pochtar_feed_depth{target="ut103",kind="confirmation"} 1"#))
            let housekeeper = Housekeeper(
                store: office.store, revisions: office.postman.revisions, clock: office.clock.wallClock,
                meters: Meters(factory: office.registry), logger: Logger(label: "test"))
            await housekeeper.tidy()
            #expect(try await Self.alarms(office) == 0)
            office.clock.advance(.minutes(31))
            await housekeeper.tidy()
            await housekeeper.tidy()
            #expect(try await Self.alarms(office) == 1)

            // When
            #expect(try await client.get(Self.feed + "?kind=object", as: key).json["items"] == [])
            let page = try await client.get(Self.feed + "?kind=confirmation", as: key).json
            let told = try #require(page["items"]?.array?.first)
            #expect(told["outcome"] == "unmatched" && told["id"] == .string(item) && told["version"] == "1")
            #expect(told["reason"]?.string?.contains("СтавкаНДС") == true)
            #expect(try told["message_id"] == sent.json["message_id"])
            let wrong = try await client.post(
                Self.feed + "/\(told["item"]?.string ?? "")/refusal", as: key, key: "r", #"{"reason":"не надо"}"#)
            #expect(wrong.status == .conflict)
        }
    }

    private static func alarms(_ office: PostOffice) async throws -> Int {
        try await office.store.read { try $0.journal(kind: .escalated, limit: 10) }.count
    }
}
