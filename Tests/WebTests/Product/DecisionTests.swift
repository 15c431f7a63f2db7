import HTTPTypes
import HummingbirdTesting
import Messages
import Pipeline
import Storage
import Testing

@Suite("Decisions over the API")
struct DecisionTests {
    private static func facts(_ distance: Int, accuracy: Int = 40) -> String {
        """
        {"step":"started","at":"2026-11-27T12:30:00+03:00","courier":"К-01",\
        "geo":{"distance_m":\(distance),"accuracy_m":\(accuracy),"age_s":12}}
        """
    }

    @Test("facts are judged, kept with the decision, and explained later in words", arguments: StoreKind.allCases)
    func judged(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // When
            let answer = try await client.post(
                "/api/v1/decisions", as: office.keys[.source], Self.facts(132))
            // Then
            #expect(answer.status == .ok)
            let json = try answer.json
            #expect(json["outcome"] == "unsure" && json["revision"]?.string == office.postman.revisions.liveID.text)
            let verdict = try #require(json["verdicts"]?.array?.first)
            #expect(verdict["rule"] == "geo.started" && verdict["case"] == "uncertain" && verdict["next"] == "approve")
            #expect(verdict["values"]?["distance_m"] == 132 && verdict["params"]?["radius"] == 100)
            // When
            let link = try #require(json["links"]?["self"]?.string)
            let explained = try await client.get(link, as: office.keys[.analyst]).json
            // Then
            #expect(explained["verdicts"] == json["verdicts"] && explained["facts"]?["courier"] == "К-01")
            #expect(explained["at"] == "2026-11-27T09:30:00.000Z")
            let words = (explained["explanation"]?.array ?? []).compactMap(\.string)
            #expect(words.contains { $0.contains("до точки 132 м > 100 м (radius)") }, "\(words)")
            // Another source does not see it.
            #expect(try await client.get(link, as: office.keys[.b24]).status == .notFound)
            #expect(try await client.get(link, as: office.keys[.source]).status == .ok)
        }
    }

    @Test("facts that no rule knows, or of another sort, are refused with their paths")
    func refused() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            let wrong = [
                (#"{"at":"2026-11-27T12:30:00+03:00"}"#, "Нет факта step"),
                (#"{"step":"started","at":"27.11.2026"}"#, "Нет факта at"),
                (
                    #"{"step":"started","at":"2026-11-27T12:30:00Z","geo":{"distanse_m":5}}"#,
                    "geo.distanse_m: такого факта никто не знает; может быть, «geo.distance_m»?"
                ),
                (
                    #"{"step":"started","at":"2026-11-27T12:30:00Z","geo":{"distance_m":"5"}}"#,
                    "geo.distance_m: нужно число"
                ),
                (#"{"step":"started","at":"2026-11-27T12:30:00Z","photos":[{"width_px":1.5}]}"#, "photos[0].width_px"),
                (#"{"step":"started","at":"2026-11-27T12:30:00Z","photos":{}}"#, "photos: нужен список"),
                (#"[1]"#, "нужен объект фактов"),
                (#"{"step":"startd","at":"2026-11-27T12:30:00Z"}"#, "Шага «startd» нет; может быть, «started»?"),
            ]
            for (body, complaint) in wrong {
                let answer = try await client.post("/api/v1/decisions", as: office.keys[.source], body)
                #expect(answer.status.code == 400 || answer.status == .unprocessableContent, "\(body)")
                let detail = try answer.json["detail"]?.string ?? ""
                #expect(detail.contains(complaint), "\(detail)")
            }
        }
    }

    @Test("what is in force is told, and an edited number judges the next step once it is live")
    func inForce() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            // Given
            let before = try await client.get("/api/v1/policies", as: office.keys[.analyst]).json
            let geo = try #require(before["policies"]?.array?.first { $0["policy"] == "geo" })
            #expect(geo["rules"]?.array?.first?["params"]?["radius"] == 100)
            #expect(before["actor"] == "start" && before["since"]?.string != nil)
            // When: the number is changed and the examples are not.
            let policy = try office.text("policies/geo.yaml")
            try office.write("policies/geo.yaml", policy.replacing("radius: 100 m", with: "radius: 150 m"))
            let refused = try await client.post(
                "/api/v1/revisions", as: office.keys[.analyst], key: "1", #"{"reload":true}"#)
            // Then: the examples say what it would change.
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.json["detail"]?.string?.contains("policies/suites/geo.yaml") == true)
            // When
            try office.write(
                "policies/suites/geo.yaml",
                """
                suite: Пока без примеров
                tests:
                  - test: места нет
                    facts: { step: started, at: 2026-11-27T12:30:00Z, geo: { missing: true } }
                    expect: { geo.started: missing }

                """
            )
            let live = try await client.post(
                "/api/v1/revisions", as: office.keys[.analyst], key: "2", #"{"reload":true}"#)
            #expect(live.status == .ok)
            // Then
            let answer = try await client.post("/api/v1/decisions", as: office.keys[.source], Self.facts(132))
            #expect(try answer.json["verdicts"]?.array?.first?["case"] == "inside_probable")
            let revision = try live.json["revision"]
            #expect(try answer.json["revision"] == revision)
        }
    }

    @Test("a decision is forgotten after 180 days, with its facts", arguments: StoreKind.allCases)
    func forgotten(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let json = try await client.post("/api/v1/decisions", as: office.keys[.source], Self.facts(5)).json
            let link = try #require(json["links"]?["self"]?.string)
            office.clock.advance(.hours(24 * 180))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .ok)
            office.clock.advance(.minutes(1))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .notFound)
        }
    }

    @Test("the live revision says how long decisions, journal and answers are kept", arguments: StoreKind.allCases)
    func keptLonger(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            let plan = try office.text("policies/retention.yaml")
            try office.write(
                "policies/retention.yaml",
                plan.replacing("180d", with: "200d").replacing("90d", with: "190d").replacing("72h", with: "96h"))
            func reload(_ key: String) async throws -> TestResponse {
                try await client.post(
                    "/api/v1/revisions", as: office.keys[.analyst], key: key, #"{"reload":true}"#)
            }
            #expect(try await reload("1").status == .ok)
            let json = try await client.post("/api/v1/decisions", as: office.keys[.source], Self.facts(5)).json
            let link = try #require(json["links"]?["self"]?.string)
            let first = try await reload("2")
            // When the plan's own times are over
            office.clock.advance(.hours(95))
            await office.tidy()
            // Then the answer is still known, and forgotten at its time
            let again = try await reload("2")
            #expect(again["Idempotent-Replayed"] == "true" && again.body == first.body)
            office.clock.advance(.hours(1))
            await office.tidy()
            let anew = try await reload("2")
            #expect(anew["Idempotent-Replayed"] == nil)
            // And so it is with the journal and the decisions
            func isActivationNoted() async throws -> Bool {
                try await !office.store.read { try $0.journal(kind: .activated, limit: 10) }.isEmpty
            }
            office.clock.advance(.days(185))
            await office.tidy()
            #expect(try await isActivationNoted())
            office.clock.advance(.days(3))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .ok)
            office.clock.advance(.days(10))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .notFound)
            // An entry's id may be of a later time than its clock says: other tests' clocks are ahead.
            office.clock.advance(.days(1000))
            await office.tidy()
            #expect(try await !isActivationNoted())
        }
    }
}
