import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Pipeline
import Storage
import Testing
import Web

@Suite("Intake of one object")
struct IntakeTests {
    @Test(
        "an object is taken with 202, its links, the revision and the correlation id, and lies in the inbox",
        arguments: StoreKind.allCases)
    func accepted(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let answer = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "k", Goods().text,
                [.init("X-Correlation-Id")!: "c-1"])
            #expect(answer.status == .accepted)
            let json = try answer.json
            let id = try #require(json["message_id"]?.string)
            #expect(json["status"] == "accepted" && json["correlation_id"] == "c-1")
            #expect(json["links"]?["self"]?.string == "/api/v1/messages/\(id)")
            #expect(answer["Location"] == "/api/v1/messages/\(id)")
            #expect(answer["Pochtar-Revision"] == office.postman.revisions.liveID.text)
            let link = try #require(json["links"]?["object"]?.string)
            #expect(try await client.get(link, as: office.keys[.source]).status == .ok)
            #expect(try await office.store.read { try $0.isInInbox(id) })
        }
    }

    @Test(
        "a replay is the first answer to the byte, under another revision too, and is not counted again",
        arguments: StoreKind.allCases)
    func replayed(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let first = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", Goods().text)
            try office.write("mappings/tables/ещё.yaml", "один: два\n")
            let change = try await client.post(
                "/api/v1/revisions", as: office.keys[.integrator], key: "r", #"{"reload":true}"#)
            #expect(try change.json["changed"] == true)
            let second = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", Goods().text)
            #expect(second.status == .accepted && second.body == first.body)
            #expect(second["Idempotent-Replayed"] == "true")
            #expect(second["Location"] == first["Location"])
            #expect(second["Pochtar-Revision"] == first["Pochtar-Revision"])
            #expect(first["Pochtar-Revision"] != office.postman.revisions.liveID.text)
            let metrics = await office.registry.text()
            let line = #"pochtar_accepted_total{source="ut103",type="Справочник.Номенклатура"} 1"#
            #expect(metrics.contains(line) && !metrics.contains("pochtar_duplicates_total{"))
        }
    }

    @Test(
        "the same version under another key is a duplicate of the first, which says whether its content differs",
        arguments: StoreKind.allCases)
    func duplicate(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let first = try await client.post("/api/v1/messages", as: office.keys[.source], key: "1", Goods().text)
            let id = try #require(try first.json["message_id"])
            for (key, name, differs) in [("2", "Чайники", false), ("3", "Кофейники", true)] {
                let answer = try await client.post(
                    "/api/v1/messages", as: office.keys[.source], key: key, Goods(name: name).text)
                #expect(answer.status == .ok)
                #expect(try answer.json["message_id"] == id && answer.json["duplicate_of"] == id)
                #expect(try answer.json["data_differs"] == .bool(differs))
                #expect(answer["Location"] == first["Location"])
            }
            let metrics = await office.registry.text()
            #expect(metrics.contains(#"pochtar_duplicates_total{kind="duplicate"} 1"#))
            #expect(metrics.contains(#"pochtar_duplicates_total{kind="differs"} 1"#))
        }
    }

    @Test("an older version is kept as stale and goes nowhere", arguments: StoreKind.allCases)
    func stale(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "1", Goods(version: "2").text)
            let older = Goods(version: "1", changedAt: "2026-11-27T08:00:00Z")
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "2", older.text)
            #expect(answer.status == .accepted)
            #expect(try answer.json["status"] == "stale")
            let id = try #require(try answer.json["message_id"]?.string)
            #expect(try await !office.store.read { try $0.isInInbox(id) })
            let message = try await client.get("/api/v1/messages/\(id)", as: office.keys[.source])
            #expect(try message.json["state"] == "stale" && message.json["is_latest"] == false)
        }
    }

    @Test(
        "an unknown type or system is refused with its place, and the key stays free for the mended request",
        arguments: StoreKind.allCases)
    func unknown(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let unknown = Goods().text.replacing("Справочник.Номенклатура", with: "Справочник.Неведомое")
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", unknown)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.code == "validation.unknown_type")
            #expect(try answer.json["errors"]?.array?.first?["field"] == "type")
            let foreign = Goods().text.replacing("ut103", with: "ut99")
            let other = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", foreign)
            #expect(try other.json["errors"]?.array?.first?["field"] == "source")
            let mended = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", Goods().text)
            #expect(mended.status == .accepted && mended["Idempotent-Replayed"] == nil)
        }
    }

    @Test("a text that no database keeps as it is is refused with its place", arguments: StoreKind.allCases)
    func zero(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = Goods().text.replacing("\"version\":\"1\"", with: "\"version\":\"1\\u0000\"")
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", body)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.json["errors"]?.array?.first?["field"] == "version")
            // In the attributes it stands as an escape, and goes its way.
            let named = Goods(name: "Чай\u{0}ник").text.replacing("\"presentation\":\"Чай\\u0000ник\",", with: "")
            let taken = try await client.post("/api/v1/messages", as: office.keys[.source], key: "n", named)
            #expect(taken.status == .accepted)
            try await office.sort()
            let message = try #require(try taken.json["message_id"]?.string)
            #expect(try await office.store.read { try $0.sorting(of: message)?.outcome } != nil)
        }
    }

    @Test("everything that is wrong with an envelope is said at once", arguments: StoreKind.allCases)
    func faults(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body =
                #"{"source":"ut103","type":"Справочник.Склады","id":"{00000000-0000-0000-0000-000000000000}","#
                + #""changed_at":"0001-01-01T00:00:00","operation":"создать","data":[],"лишнее":1}"#
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", body)
            #expect(answer.status == .unprocessableContent)
            let fields = try #require(try answer.json["errors"]?.array).compactMap { $0["field"]?.string }
            #expect(fields.sorted() == ["changed_at", "data", "id", "operation", "version", "лишнее"])
        }
    }

    @Test("a GUID in braces and capitals and a byte order mark are the same object", arguments: StoreKind.allCases)
    func habits(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = "\u{FEFF}" + Goods(id: "{40E1B7C4-52D1-11ED-9D3A-00155D0A0001}").text
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", body)
            #expect(answer.status == .accepted)
            let link = try #require(try answer.json["links"]?["object"]?.string)
            #expect(link.hasSuffix("/40e1b7c4-52d1-11ed-9d3a-00155d0a0001"))
        }
    }

    @Test("only a source hands in", arguments: StoreKind.allCases)
    func role(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let answer = try await client.post("/api/v1/messages", as: office.keys[.operator], key: "k", Goods().text)
            #expect(answer.status == .forbidden)
        }
    }

    @Test("what was taken is mapped at once: intake wakes the sorter", arguments: StoreKind.allCases)
    func wakes(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given a walk whose clock stands still, so that no poll ever comes
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await office.postman.run() }
                group.addTask {
                    for number in 1...3 {
                        let goods = Goods(id: "40e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)")
                        let answer = try await client.post(
                            "/api/v1/messages", as: office.keys[.source], key: "\(number)", goods.text)
                        let link = try #require(answer["Location"])
                        var state: JSON? = "accepted"
                        while state == "accepted" {
                            state = try await client.get(link, as: office.keys[.source]).json["state"]
                        }
                        #expect(state == "queued")
                    }
                }
                _ = await group.nextResult()
                group.cancelAll()
                await office.postman.stop()
            }
        }
    }
}
