import HTTPTypes
import HummingbirdTesting
import Messages
import Pipeline
import Storage
import Testing
import Web

@Suite("Follow-ups over the API")
struct FollowupTests {
    private static let path = "/api/v1/followups"

    /// Puts one in as the pipeline would; returns its id.
    private static func add(
        _ office: PostOffice, _ what: Followup.What, courier: String = "К-01", dueIn span: Span? = nil
    ) async throws -> String {
        let now = office.clock.now
        let followup = Followup(
            id: Identifier.make(at: now), policy: "scan", rule: "scan.shift", outcome: "below", what: what,
            whom: "логист", courier: courier, subject: .window("смена \(courier)", decision: "д-1"),
            text: "18 из 20 = 90 % < 95 %", createdAt: now, dueAt: span.map { now + $0 },
            escalateTo: span == nil ? nil : "руководитель доставки")
        #expect(try await office.store.transaction { try $0.add(followup) })
        return followup.id
    }

    @Test("what is to be done is listed, answered once, and then is done", arguments: StoreKind.allCases)
    func answered(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            let id = try await Self.add(office, .approve)
            _ = try await Self.add(office, .tell, courier: "К-02")
            let mine = Self.path + "?state=open&courier=%D0%9A-01"
            let list = try await client.get(mine, as: office.keys[.manager]).json
            let item = try #require(list["items"]?.array?.first)
            #expect(list["total_items"] == 1 && item["id"]?.string == id && item["what"] == "approve")
            #expect(item["window"] == "смена К-01" && item["decision_id"] == "д-1" && item["case"] == "below")
            let link = try #require(item["links"]?["answer"]?.string)
            // When
            let body = #"{"approved":false,"answer":"пусть досканирует"}"#
            let done = try await client.post(link, as: office.keys[.operator], key: "1", body)
            let replay = try await client.post(link, as: office.keys[.operator], key: "1", body)
            let other = try await client.post(link, as: office.keys[.manager], key: "2", #"{"approved":true}"#)
            // Then
            #expect(done.status == .ok && replay.body == done.body && other.status == .conflict)
            #expect(try other.json["detail"]?.string?.contains("ключ-operator") == true)
            let kept = try await client.get(Self.path + "/\(id)", as: office.keys[.analyst]).json
            #expect(try kept == done.json)
            #expect(kept["state"] == "done" && kept["approved"] == false && kept["answer"] == "пусть досканирует")
            #expect(kept["links"]?["answer"] == nil)
            #expect(try await client.get(mine, as: office.keys[.manager]).json["total_items"] == 0)
        }
    }

    @Test("an answer answers what was asked")
    func faults() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            let wrong: [(Followup.What, String, String)] = [
                (.askReason, "{}", "answer"), (.askReason, #"{"answer":"пробка","approved":true}"#, "approved"),
                (.approve, #"{"answer":"да"}"#, "approved"), (.approve, #"{"approved":"да"}"#, "approved"),
                (.tell, #"{"approved":true}"#, "approved"), (.report, #"{"reson":"да"}"#, "reson"),
            ]
            for (number, (what, body, field)) in wrong.enumerated() {
                let id = try await Self.add(office, what, courier: "К-\(number)")
                let answer = try await client.post(
                    Self.path + "/\(id)/answer", as: office.keys[.operator], key: "\(number)", body)
                #expect(answer.status == .unprocessableContent, "\(body)")
                #expect(try answer.json["errors"]?.array?.first?["field"]?.string == field, "\(body)")
            }
            let id = try await Self.add(office, .tell)
            let link = Self.path + "/\(id)/answer"
            #expect(try await client.post(link, as: office.keys[.analyst], key: "a", "{}").status == .forbidden)
            #expect(try await client.post(link, as: office.keys[.operator], key: "b", "{}").status == .ok)
            let absent = Self.path + "/00000000-0000-7000-8000-000000000000"
            #expect(try await client.get(absent, as: office.keys[.analyst]).status == .notFound)
            let nothing = try await client.post(absent + "/answer", as: office.keys[.operator], key: "c", "{}")
            #expect(nothing.status == .notFound)
            #expect(try await client.get(Self.path, as: office.keys[.source]).status == .forbidden)
            let state = try await client.get(Self.path + "?state=opne", as: office.keys[.analyst])
            #expect(state.status == .unprocessableContent)
        }
    }

    @Test(
        "nobody answers in time: it is told once, and stays open; what is done is forgotten after half a year",
        arguments: StoreKind.allCases)
    func overdue(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            let late = try await Self.add(office, .approve, dueIn: .minutes(15))
            let quick = try await Self.add(office, .askReason, dueIn: .minutes(15))
            _ = try await Self.add(office, .tell)
            _ = try await client.post(
                Self.path + "/\(quick)/answer", as: office.keys[.operator], key: "1", #"{"answer":"пробка"}"#)
            await office.tidy()
            #expect(try await office.store.read { try $0.journal(kind: .escalated, limit: 9) }.isEmpty)
            // When
            office.clock.advance(.minutes(15))
            await office.tidy()
            await office.tidy()
            // Then
            let told = try await office.store.read { try $0.journal(kind: .escalated, limit: 9) }
            #expect(told.count == 1 && told.first?.detail?["followup"]?.string == late)
            #expect(told.first?.summary.contains("теперь это к руководитель доставки. 18 из 20") == true)
            #expect(await office.registry.text().contains(#"pochtar_escalated_total{target="followups"} 1"#))
            let kept = try await client.get(Self.path + "/\(late)", as: office.keys[.manager]).json
            #expect(kept["state"] == "open" && kept["escalated_at"] == "2026-11-27T09:45:00.000Z")
            // When
            office.clock.advance(.days(180))
            await office.tidy()
            // Then: what is open stays.
            #expect(try await client.get(Self.path + "/\(quick)", as: office.keys[.manager]).status == .notFound)
            #expect(try await client.get(Self.path, as: office.keys[.manager]).json["total_items"] == 2)
        }
    }
}
