import HTTPTypes
import HummingbirdTesting
import Messages
import NIOCore
import Pipeline
import Storage
import Testing

@Suite("The queue and its lanes")
struct QueueTests {
    private static func id(_ number: Int) -> String { "40e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)" }

    @Test(
        "the queue tells depths with age, and its items page by page, of a lane and state when asked",
        arguments: StoreKind.allCases)
    func queue(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            for number in 1...3 {
                let parent = number == 3 ? Self.id(9) : nil
                _ = try await client.post(
                    "/api/v1/messages", as: office.keys[.source], key: "\(number)",
                    Goods(id: Self.id(number), parent: parent).text)
            }
            try await office.sort()
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "4", Goods(id: Self.id(4)).text)
            office.clock.advance(.minutes(2))
            let queue = try await client.get("/api/v1/queue?page_size=2", as: office.keys[.operator]).json
            let depths = try #require(queue["depths"]?.array)
            #expect(depths.map { $0["state"] } == ["parked", "queued", "unsorted"])
            #expect(depths.map { $0["count"] } == [1, 2, 1])
            #expect(depths.allSatisfy { $0["lane"] == "catalogs" && $0["oldest_age_s"] == 120 })
            #expect(queue["items"]?.array?.count == 2 && queue["total_items"] == 3 && queue["has_next"] == true)
            let parked = try await client.get("/api/v1/queue?state=parked&lane=catalogs", as: office.keys[.operator])
            #expect(try parked.json["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(3))])
            let wrong = try await client.get("/api/v1/queue?state=lost", as: office.keys[.operator])
            #expect(wrong.status == .unprocessableContent)
            #expect(try wrong.json["errors"]?.array?.first?["message"]?.string?.contains("parked") == true)
        }
    }

    @Test(
        "an operator stops a lane once, everybody sees who and why, and lets it go on once",
        arguments: StoreKind.allCases)
    func pause(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let body = #"{"target":"ut11","lane":"money","reason":"сверка кассы"}"#
            let first = try await client.post("/api/v1/queue/pause", as: office.keys[.operator], key: "1", body)
            #expect(first.status == .ok)
            #expect(try first.json["changed"] == true)
            let again = try await client.post("/api/v1/queue/pause", as: office.keys[.operator], key: "2", body)
            #expect(try again.json["changed"] == false && again.json["paused"] == true)
            let pauses = try await client.get("/api/v1/queue", as: office.keys[.manager]).json["pauses"]?.array
            #expect(pauses?.map { $0["reason"] } == ["сверка кассы"])
            #expect(pauses?.first?["actor"] == "ключ-operator")
            let resumed = try await client.post("/api/v1/queue/resume", as: office.keys[.operator], key: "3", body)
            #expect(try resumed.json["changed"] == true && resumed.json["paused"] == false)
            let twice = try await client.post("/api/v1/queue/resume", as: office.keys[.operator], key: "4", body)
            #expect(try twice.json["changed"] == false)
            let kinds = try await office.store.read { try $0.journalTail(limit: 2).map(\.kind) }
            #expect(kinds == [.resumed, .paused])
        }
    }

    @Test(
        "a pause without reason, of an unknown lane or system, or with an unknown field is refused with the place",
        arguments: StoreKind.allCases,
        [
            (#"{"target":"ut11","lane":"money"}"#, "reason"), (#"{"target":"ut11","lane":"x","reason":"а"}"#, "lane"),
            (#"{"target":"ut12","lane":"money","reason":"а"}"#, "target"),
            (#"{"target":"ut11","lane":"money","reason":"а","until":"завтра"}"#, "until"),
            (#"{"target":"ut11","lane":"money","reason":"  "}"#, "reason"),
        ])
    func refused(_ kind: StoreKind, given: (body: String, field: String)) async throws {
        let (body, field) = given
        try await PostOffice.open(kind) { office, client in
            let answer = try await client.post("/api/v1/queue/pause", as: office.keys[.operator], key: "1", body)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.json["errors"]?.array?.map { $0["field"] }.contains(.string(field)) == true)
            let manager = try await client.post("/api/v1/queue/pause", as: office.keys[.manager], key: "1", body)
            #expect(manager.status == .forbidden)
        }
    }

    @Test(
        "a scrape has every series, those that are zero too, and Prometheus' own judge is content",
        arguments: StoreKind.allCases)
    func metrics(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "1", Goods().text)
            office.clock.advance(.seconds(90))
            let text = String(buffer: try await client.get("/metrics").body)
            for line in [
                #"pochtar_queue_depth{lane="catalogs",state="unsorted"} 1"#,
                #"pochtar_queue_depth{lane="money",state="dead"} 0"#,
                #"pochtar_queue_oldest_age_seconds{lane="catalogs"} 90"#, #"pochtar_parked{lane="documents"} 0"#,
                #"pochtar_revision_info{revision="\#(office.postman.revisions.liveID)"} 1"#,
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
            let judgement = try Promtool.check(text)
            #expect(judgement.status == 0, "\(judgement.complaints)")
            #expect(try await client.get("/health/ready").status == .ok)
        }
    }

    @Test("a postman whose store is closed is not ready", arguments: StoreKind.allCases)
    func notReady(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try office.store.close()
            let answer = try await client.get("/health/ready")
            #expect(answer.status == .serviceUnavailable)
        }
    }
}
