import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Pipeline
import Storage
import Testing

@Suite("Dead letters and their redrive")
struct RedriveTests {
    private static let redrive = "/api/v1/dead-letters/redrive"

    private static func id(_ number: Int) -> String { "40e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)" }

    /// Three goods that the mapping cannot place.
    private static func die(_ office: PostOffice, _ client: any TestClientProtocol) async throws {
        for number in 1...3 {
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "\(number)", Goods.unplaceable(Self.id(number)))
            try await office.sort()
            office.clock.advance(.minutes(1))
        }
    }

    @Test("dead letters are listed page by page and by filter, with their reason", arguments: StoreKind.allCases)
    func list(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.die(office, client)
            let list = try await client.get("/api/v1/dead-letters?page_size=2", as: office.keys[.operator]).json
            #expect(list["total_items"] == 3 && list["items"]?.array?.count == 2)
            let letter = try #require(list["items"]?.array?.first)
            #expect(letter["state"] == "unmatched" && letter["presentation"] == "Сувенир")
            #expect(letter["reason"]?.string?.contains("СтавкаНДС") == true)
            for (query, count) in [
                ("state=unmatched", 3), ("state=dead", 0), ("since=2026-11-27T09:31:00Z", 2),
                ("until=2026-11-27T12:31:00%2B03:00", 1), ("reason=%D0%9D%D0%94%D0%A1", 3),
                ("message=\(letter["message_id"]?.string ?? "")", 1), ("target=ut11", 0),
            ] {
                let found = try await client.get("/api/v1/dead-letters?\(query)", as: office.keys[.manager])
                #expect(try found.json["total_items"] == .number("\(count)"), "\(query)")
            }
            for query in ["state=lost", "since=yesterday", "since=2026-11-27T09:31:00"] {
                let wrong = try await client.get("/api/v1/dead-letters?\(query)", as: office.keys[.manager])
                #expect(wrong.status == .unprocessableContent, "\(query)")
            }
        }
    }

    @Test("a dry run tells how many and which, and does nothing", arguments: StoreKind.allCases)
    func dryRun(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.die(office, client)
            let before = try await office.store.read { try $0.journal(limit: 100).count }
            let answer = try await client.post(
                Self.redrive, as: office.keys[.operator], key: "1",
                #"{"filter":{"state":"unmatched"},"count":2,"reason":"таблица дополнена","dry_run":true}"#)
            #expect(answer.status == .ok)
            let json = try answer.json
            #expect(json["matched"] == 3 && json["redriven"] == 0 && json["would_redrive"] == 2)
            #expect(json["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(1)), .string(Self.id(2))])
            #expect(try await office.store.read { try $0.journal(limit: 100).count } == before)
            #expect(try await office.store.read { try $0.isIdle() })
        }
    }

    @Test(
        "by default one letter goes, the canary; the next goes at the next call though the first has not yet gone",
        arguments: StoreKind.allCases)
    func canary(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.die(office, client)
            for (key, number) in [("1", 1), ("2", 2)] {
                let answer = try await client.post(
                    Self.redrive, as: office.keys[.operator], key: key, #"{"reason":"проба"}"#,
                    [.init("X-Correlation-Id")!: "c-\(key)"])
                let json = try answer.json
                #expect(json["redriven"] == 1)
                #expect(json["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(number))])
            }
            let replay = try await client.post(
                Self.redrive, as: office.keys[.operator], key: "2", #"{"reason":"проба"}"#)
            #expect(replay["Idempotent-Replayed"] == "true")
            let entries = try await office.store.read { try $0.journal(kind: .redriven, limit: 10) }
            #expect(entries.map(\.correlationID) == ["c-1", "c-2"])
            #expect(entries.allSatisfy { $0.summary == "ключ-operator отправляет заново: проба" })
        }
    }

    @Test(
        "what was redriven after the table was mended goes on its way, in the lane of its type",
        arguments: StoreKind.allCases)
    func mended(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.die(office, client)
            let path = "mappings/Номенклатура/to_ut11.lua"
            let start = "map = function(doc, ctx)"
            let lenient = """
                \(start)
                    if not doc.ЭтоГруппа and not doc.СтавкаНДС then
                      return { Наименование = doc.Наименование, ЭтоГруппа = true, ПометкаУдаления = false,
                        Родитель = empty }
                    end
                """
            try office.write(path, try office.text(path).replacing(start, with: lenient))
            try office.dropSample("mappings/Номенклатура/samples/без_ставки")
            let change = try await client.post(
                "/api/v1/revisions", as: office.keys[.integrator], key: "r", #"{"reload":true}"#)
            #expect(change.status == .ok, "\(String(buffer: change.body))")
            _ = try await client.post(
                Self.redrive, as: office.keys[.operator], key: "1", #"{"reason":"исправлено","count":1000}"#)
            try await office.sort()
            let list = try await client.get("/api/v1/dead-letters", as: office.keys[.operator]).json
            #expect(list["total_items"] == 0)
            let queue = try await client.get("/api/v1/queue", as: office.keys[.operator]).json
            #expect(queue["items"]?.array?.map { $0["lane"] } == ["catalogs", "catalogs", "catalogs"])
        }
    }

    @Test("a refused version with a newer one behind it does not hold the canary up", arguments: StoreKind.allCases)
    func overtaken(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given version 1 of an object refused, and version 2 just come in
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "a", Goods(id: Self.id(9)).text)
            try await office.sort()
            let now = office.clock.now
            try await office.store.transaction { session in
                let claims = try session.claimOutbox(
                    target: "ut11", lane: .catalogs, limit: 1, at: now, lease: .seconds(45))
                for claim in claims {
                    try session.hold(claim.dispatch.id, state: .refused, reason: "приёмник против", at: now)
                }
            }
            let newer = Goods(id: Self.id(9), version: "2", changedAt: "2026-11-27T09:20:00Z")
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "b", newer.text)
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "c", Goods.unplaceable(Self.id(1)))
            let list = try await client.get("/api/v1/dead-letters?state=refused", as: office.keys[.operator]).json
            #expect(list["total_items"] == 1)
            try await office.sort()
            // When the canary is sent
            let answer = try await client.post(
                Self.redrive, as: office.keys[.operator], key: "1", #"{"reason":"проба"}"#)
            // Then it is the other one
            #expect(try answer.json["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(1))])
        }
    }

    @Test("a redrive of nothing is an answer: zero, and the same on replay", arguments: StoreKind.allCases)
    func nothing(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = #"{"filter":{"target":"ut11"},"reason":"проба"}"#
            let first = try await client.post(Self.redrive, as: office.keys[.operator], key: "1", body)
            #expect(first.status == .ok)
            #expect(try first.json["redriven"] == 0 && first.json["matched"] == 0)
            let second = try await client.post(Self.redrive, as: office.keys[.operator], key: "1", body)
            #expect(second.body == first.body && second["Idempotent-Replayed"] == "true")
        }
    }

    @Test(
        "a redrive without a reason, with a misspelt filter or too large a count is refused and does nothing",
        arguments: StoreKind.allCases,
        [
            (#"{"count":1}"#, "reason"), (#"{"reason":"а","filter":{"taget":"ut11"}}"#, "filter.taget"),
            (#"{"reason":"а","count":1001}"#, "count"), (#"{"reason":"а","state":"dead"}"#, "state"),
            (#"{"reason":"а","filter":{"state":5}}"#, "filter.state"),
        ])
    func refused(_ kind: StoreKind, given: (body: String, field: String)) async throws {
        let (body, field) = given
        try await PostOffice.open(kind) { office, client in
            try await Self.die(office, client)
            let answer = try await client.post(Self.redrive, as: office.keys[.operator], key: "1", body)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.json["errors"]?.array?.map { $0["field"] } == [.string(field)])
            #expect(try await office.store.read { try $0.journal(kind: .redriven, limit: 10).isEmpty })
        }
    }
}
