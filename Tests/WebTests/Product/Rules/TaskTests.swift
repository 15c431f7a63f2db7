import Foundation
import HTTPTypes
import HummingbirdTesting
import Messages
import Pipeline
import Storage
import Testing

@Suite("Courier tasks over the API")
struct TaskTests {
    private static let path = "/api/v1/tasks/%D0%97-1"

    /// A step as a phone sends it: so many metres north of the point, by the office's clock.
    private static func step(
        _ status: String, _ office: PostOffice, metres: Int = 10, photos: [String], event: String,
        at moment: Instant? = nil
    ) -> String {
        let now = moment ?? office.clock.now
        let shots = photos.map { kind -> JSON in
            [
                "kind": .string(kind), "width_px": 1080, "height_px": 1440, "sharpness": 300,
                "at": .string((now - .seconds(5)).rfc3339), "hash": .string(hash(event + kind)),
            ]
        }
        let place: JSON = [
            "lat": .number(String(format: "%.6f", 55.75 + Double(metres) / 111_195)), "lon": .number("37.61"),
            "accuracy_m": 12, "at": .string((now - .seconds(4)).rfc3339),
        ]
        let body: JSON = [
            "status": .string(status), "at": .string(now.rfc3339), "event": .string(event), "courier": "К-07",
            "shift": "7-3", "checkin": place, "photos": .array(shots),
            "scans": [["code": "ORDER:1", "symbology": "qr"]],
        ]
        return body.text
    }

    /// The member of a step that says when it was done.
    private static func at(_ office: PostOffice, _ shift: Span = .seconds(0)) -> String {
        #""at":"\#((office.clock.now + shift).rfc3339)","event""#
    }

    private static func hash(_ event: String) -> String {
        let digits = event.utf8.map { String(format: "%02x", $0) }.joined()
        return digits + String(repeating: "0", count: 64 - digits.count)
    }

    /// What came back, read.
    private struct Answer: Equatable {
        let status: HTTPResponse.Status
        let json: JSON

        init(_ response: TestResponse) throws {
            status = response.status
            json = try response.json
        }
    }

    private static func announce(_ office: PostOffice, _ client: any TestClientProtocol) async throws {
        let point: JSON = ["lat": .number("55.75"), "lon": .number("37.61")]
        let task: JSON = [
            "courier": "К-07", "division": "Центр", "address": point, "base": point, "due_kop": 120000,
        ]
        let answer = try await client.send(.put, path, as: office.keys[.source], key: UUID().uuidString, task.text)
        #expect(answer.status == .created)
    }

    private static func patch(
        _ office: PostOffice, _ client: any TestClientProtocol, _ body: String, key: String = UUID().uuidString,
        path: String = path
    ) async throws -> Answer {
        try Answer(try await client.send(.patch, path, as: office.keys[.manager], key: key, body))
    }

    private static func approve(
        _ event: String, _ office: PostOffice, _ client: any TestClientProtocol, as role: Role = .manager,
        _ body: String = #"{"reason":"ворота закрыты"}"#
    ) async throws -> Answer {
        let path = path + "/events/\(event)/approve"
        return try Answer(try await client.post(path, as: office.keys[role], key: UUID().uuidString, body))
    }

    private static func events(_ office: PostOffice, _ client: any TestClientProtocol) async throws -> [JSON] {
        try await client.get(path, as: office.keys[.operator]).json["events"]?.array ?? []
    }

    @Test(
        "steps move a task on, are judged by real facts, and are shown with all that was decided",
        arguments: StoreKind.allCases)
    func walk(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            try await Self.announce(office, client)
            let steps = [("PICKED_UP", ["pickup"]), ("ON_ROUTE", []), ("DELIVERED", ["handout"])]
            // When
            for (number, step) in steps.enumerated() {
                office.clock.advance(.minutes(5))
                let body = Self.step(step.0, office, photos: step.1, event: "e\(number)")
                let answer = try await Self.patch(office, client, body, key: "k\(number)")
                #expect(answer.status == .ok && answer.json["task"]?["state"]?.string == step.0, "\(answer.json.text)")
                #expect(answer.json["outcome"] == "pass" && answer.json["needs"] == [])
                // The same key is the same answer, and no second step.
                let replay = try await Self.patch(office, client, body, key: "k\(number)")
                #expect(replay == answer)
            }
            // Then: the staff sees where it was, others do not.
            let events = try await Self.events(office, client)
            let hidden = try await client.get(Self.path, as: office.keys[.source]).json
            #expect(hidden["state"] == "DELIVERED" && !hidden.text.contains("37.61"))
            #expect(events.map { $0["step"] } == ["picked_up", "started", "handed_over"])
            #expect(events.allSatisfy { $0["result"] == "done" && $0["checkin"]?["lat"] != nil })
            let link = try #require(events.last?["links"]?["decision"]?.string)
            let decision = try await client.get(link, as: office.keys[.analyst]).json
            let facts = try #require(decision["facts"])
            #expect(facts["geo"]?["accuracy_m"]?.text == "12.0" && facts["geo"]?["age_s"] == 4)
            #expect(facts["cash"]?["due_kop"] == 120000 && facts["division"] == "Центр")
            #expect(!decision.text.contains("37.61"), "a decision knows how far, and not where")
            // Money is still out: the task does not close, and no courier closes one.
            let close = try await Self.patch(office, client, Self.step("DONE", office, photos: [], event: "e7"))
            #expect(close.status == .unprocessableContent && close.json["detail"]?.string?.contains("не сданы") == true)
            // A second time, and a way back, are refused with both states.
            let again = Self.step("DELIVERED", office, photos: ["handout"], event: "e9")
            #expect(try await Self.patch(office, client, again).status == .conflict)
            let back = try await Self.patch(
                office, client, Self.step("PICKED_UP", office, photos: ["pickup"], event: "e8"))
            let detail = back.json["detail"]?.string ?? ""
            #expect(back.status == .unprocessableContent)
            #expect(detail.contains("DELIVERED") && detail.contains("PICKED_UP"), "\(detail)")
        }
    }

    @Test(
        "what policies are not sure of waits for what they ask, and a person may let it through",
        arguments: StoreKind.allCases)
    func waiting(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.announce(office, client)
            _ = try await Self.patch(office, client, Self.step("PICKED_UP", office, photos: ["pickup"], event: "1"))
            // Started 108 m from the base, give or take 12: somebody has to say yes.
            office.clock.advance(.minutes(1))
            let waits = try await Self.patch(
                office, client, Self.step("ON_ROUTE", office, metres: 108, photos: [], event: "2"))
            #expect(waits.status == .accepted && waits.json["task"]?["state"] == "PICKED_UP")
            #expect(waits.json["needs"]?.array?.first?["next"] == "approve", "\(waits.json.text)")
            let event = try #require(waits.json["event"]?["id"]?.string)
            let list = try await client.get("/api/v1/steps/waiting", as: office.keys[.operator]).json
            #expect(list["total_items"] == 1 && list["items"]?.array?.first?["id"]?.string == event)
            #expect(try await Self.approve(event, office, client, "{}").status == .unprocessableContent)
            #expect(try await Self.approve(event, office, client, as: .source).status == .forbidden)
            let approved = try await Self.approve(event, office, client)
            #expect(approved.status == .ok && approved.json["task"]?["state"] == "ON_ROUTE", "\(approved.json.text)")
            #expect(approved.json["event"]?["approved_by"] == "ключ-manager")
            #expect(try await Self.approve(event, office, client).status == .conflict)
            // Handed over 108 m from the address: a photo of the entrance settles it.
            office.clock.advance(.minutes(9))
            let first = try await Self.patch(
                office, client, Self.step("DELIVERED", office, metres: 108, photos: ["handout"], event: "3"))
            #expect(first.status == .accepted && first.json["needs"]?.array?.first?["next"] == "ask_photo")
            office.clock.advance(.minutes(1))
            let second = try await Self.patch(
                office, client,
                Self.step("DELIVERED", office, metres: 108, photos: ["entrance", "handout"], event: "4"))
            #expect(second.status == .ok && second.json["outcome"] == "warn", "\(second.json.text)")
            let events = try await Self.events(office, client)
            #expect(events.map { $0["result"] } == ["done", "done", "replaced", "done"])
        }
    }

    @Test("what policies refuse changes nothing but the record, and the courier reads why")
    func refused() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            try await Self.announce(office, client)
            let bare = Self.step("PICKED_UP", office, photos: [], event: "1")
            let answer = try await Self.patch(office, client, bare, key: "k")
            #expect(answer.status == .unprocessableContent && answer.json["code"] == "policy.refused")
            #expect(answer.json["detail"]?.string?.contains("Нет снимка") == true, "\(answer.json.text)")
            #expect(answer.json["errors"]?.array?.first?["field"] == "photo.picked_up")
            let replay = try await Self.patch(office, client, bare, key: "k")
            #expect(replay == answer)
            let task = try await client.get(Self.path, as: office.keys[.operator]).json
            #expect(task["state"] == "READY" && task["events"]?.array?.map { $0["result"] } == ["refused"])
            // A photo that was used before is known by its hash.
            let first = Self.step("PICKED_UP", office, photos: ["pickup"], event: "2")
            #expect(try await Self.patch(office, client, first).status == .ok)
            let reused = Self.step("ON_ROUTE", office, photos: ["pickup"], event: "2")
            let started = try await Self.patch(
                office, client, reused.replacing(#""event":"2""#, with: #""event":"5""#))
            #expect(started.status == .ok, "no rule about photos at the start")
            let decision = try await office.store.read { session in
                try session.decision(try session.taskEvents(of: "З-1").last?.decision ?? "")
            }
            #expect(decision?.facts["photos"]?.array?.first?["used_before"] == true)
        }
    }

    @Test("a body that is wrong is told field by field, and the key stays free")
    func wrong() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            try await Self.announce(office, client)
            let good = Self.step("PICKED_UP", office, photos: ["pickup"], event: "1")
            let edits = [
                (#""status":"PICKED_UP""#, #""status":"DONE ""#, "status"),
                (#""courier":"К-07","#, "", "courier"),
                (#""accuracy_m":12"#, #""accuracy_m":-1"#, "checkin.accuracy_m"),
                (#""lat":"#, #""latt":1,"lat":"#, "checkin.latt"),
                (#""kind":"pickup""#, #""kind":"pickup","size":1"#, "photos[0].size"),
                (#""shift":"7-3""#, #""shift":"7-3","weather":"снег""#, "weather"),
                (#""shift":"7-3""#, #""shift":"7-3","window":{"operations":5}"#, "window"),
                (#""shift":"7-3""#, #""shift":"7-3","answer":{"photo":true}"#, "answer"),
                (#""shift":"7-3""#, #""shift":"7-3","geo":{"distance_m":0}"#, "geo"),
                (#""kind":"pickup""#, #""kind":"pickup","hsh":"1""#, "photos[0].hsh"),
                (#""width_px":1080,"#, "", "photos[0].width_px"),
                (Self.at(office, .hours(-80)), "", "at"),
            ]
            for (old, new, field) in edits {
                let isOld = field == "at"
                let body = isOld ? good.replacing(Self.at(office), with: old) : good.replacing(old, with: new)
                #expect(body != good, "\(old)")
                let answer = try await Self.patch(office, client, body, key: "k")
                let fields = answer.json["errors"]?.array?.compactMap { $0["field"]?.string } ?? []
                #expect(answer.status == .unprocessableContent, "\(field)")
                #expect(fields.contains(field), "\(field): \(answer.json.text)")
            }
            let alien = good.replacing("К-07", with: "К-05")
            #expect(try await Self.patch(office, client, alien, key: "k").status == .conflict)
            #expect(try await Self.patch(office, client, good, key: "k").status == .ok)
        }
    }

    @Test(
        "a shift that closes below its share is somebody's to approve, and coordinates are forgotten after a month",
        arguments: StoreKind.allCases)
    func closes(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given: 20 operations, two of them without a scan.
            var last: Answer?
            for number in 0..<20 {
                office.clock.advance(.minutes(1))
                var body = Self.step("PICKED_UP", office, photos: ["pickup"], event: "e\(number)")
                if number < 2 { body = body.replacing(#"[{"code":"ORDER:1","symbology":"qr"}]"#, with: "[]") }
                last = try await Self.patch(office, client, body, path: "/api/v1/tasks/t\(number)")
            }
            let warnings = last?.json["warnings"]?.array?.compactMap { $0["reason"]?.string } ?? []
            #expect(warnings == ["Со сканом 18 из 20 — 90 %, надо 95 %: ещё 20 подряд со сканом"])
            let open = try await client.get("/api/v1/windows?state=open&courier=%D0%9A-07", as: office.keys[.analyst])
                .json
            let window = try #require(open["items"]?.array?.first)
            #expect(open["total_items"] == 1 && window["hits"] == 18 && window["misses"] == 2, "\(open.text)")
            #expect(window["key"] == "К-07/7-3" && window["owner"]?["courier"] == "К-07")
            // When: the next day's noon passes, and the housekeeper comes twice.
            office.clock.advance(.hours(48))
            await office.tidy()
            await office.tidy()
            // Then
            let list = try await client.get("/api/v1/followups?what=approve", as: office.keys[.operator]).json
            let followups = list["items"]?.array ?? []
            #expect(followups.count == 1 && followups.first?["whom"] == "логист", "\(list.text)")
            #expect(followups.first?["text"]?.string?.contains("18 из 20") == true, "\(list.text)")
            let closed = try await client.get("/api/v1/windows?state=closed", as: office.keys[.analyst]).json
            #expect(closed["items"]?.array?.first?["verdict"]?["case"] == "missed", "\(closed.text)")
            let closings = try await office.store.read { try $0.closings([(rule: "scan.share", key: "К-07/7-3")]) }
            #expect(closings.first?.ruling == "fail" && closings.first?.verdict?["case"] == "missed")
            let told = try await client.get("/api/v1/followups?what=tell", as: office.keys[.operator]).json
            #expect(told["items"]?.array?.map { $0["state"] } == ["done"], "\(told.text)")
            // What comes now is late: it is kept, and changes nothing.
            let late = Self.step(
                "PICKED_UP", office, photos: ["pickup"], event: "late", at: office.clock.now - .hours(47))
            #expect(try await Self.patch(office, client, late, path: "/api/v1/tasks/t99").status == .ok)
            let counted = try await office.store.read {
                try $0.windows([(rule: "scan.share", key: "К-07/7-3")], event: "t99/late")
            }
            #expect(counted.first?.eventMark == -1 && counted.first?.marks == [-1: 1, 0: 2, 2: 18])
            // A month later nobody knows where he was, only how far.
            office.clock.advance(.hours(24 * 31))
            await office.tidy()
            let event = try await office.store.read { try $0.taskEvents(of: "t3") }.first
            #expect(event != nil && event?.place == nil && event?.payload["checkin"] == nil)
        }
    }
}
