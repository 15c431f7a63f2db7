import HTTPTypes
import HummingbirdTesting
import Messages
import Pipeline
import Storage
import Testing

@Suite("Waivers over the API")
struct WaiverTests {
    private static let path = "/api/v1/waivers"
    private static let body = """
        {"rule":"geo.handed_over","scope":{"courier":["К-02","К-01"],"division":"Север"},\
        "until":"2026-11-30T21:00:00+03:00","reason":"Иванов просит: у бизнес-центра не ловит"}
        """

    @Test(
        "a waiver is given once, counts while its time is, and ends by itself for all alike",
        arguments: StoreKind.allCases)
    func life(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // When
            let given = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.body)
            let again = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.body)
            // Then
            #expect(given.status == .created && again.status == .created && again.body == given.body)
            #expect(again["Idempotent-Replayed"] == "true")
            let link = try #require(given["Location"])
            let waiver = try await client.get(link, as: office.keys[.integrator]).json
            #expect(try given.json == waiver)
            #expect(waiver["scope"] == ["courier": ["К-01", "К-02"], "division": ["Север"]])
            #expect(waiver["from"] == "2026-11-27T09:30:00.000Z" && waiver["until"] == "2026-11-30T18:00:00.000Z")
            #expect(waiver["actor"] == "ключ-analyst" && waiver["state"] == "active")
            #expect(waiver["links"]?["self"]?.string == link)
            #expect(try await client.get(Self.path, as: office.keys[.manager]).json["total_items"] == 1)

            // When: it is to last longer.
            let longer = try await client.send(
                .patch, link, as: office.keys[.operator], key: "2", #"{"until":"2026-12-01T18:00:00Z"}"#)
            // Then
            #expect(longer.status == .ok)
            #expect(try longer.json["until"] == "2026-12-01T18:00:00.000Z")
            #expect(try longer.json["reason"] == waiver["reason"])
            let end = try #require(Instant(rfc3339: "2026-12-01T18:00:00Z"))
            let last = end - .milliseconds(1)
            #expect(try await office.postman.waivers(at: last).count == 1)
            #expect(try await office.postman.waivers(at: end).isEmpty)
            #expect(try await office.postman.waivers(at: office.clock.now - .milliseconds(1)).isEmpty)

            // When: its time is over.
            office.clock.advance(end - office.clock.now)
            // Then: it is told, and cannot be prolonged over the gap.
            #expect(try await client.get(link, as: office.keys[.analyst]).json["state"] == "expired")
            #expect(try await client.get(Self.path + "?active=true", as: office.keys[.analyst]).json["items"] == [])
            #expect(try await client.get(Self.path, as: office.keys[.analyst]).json["total_items"] == 1)
            let late = try await client.send(
                .patch, link, as: office.keys[.analyst], key: "3", #"{"until":"2026-12-09T18:00:00Z"}"#)
            #expect(late.status == .conflict)
            #expect(try late.json["detail"]?.string?.contains("кончилось само") == true)
            #expect(try await client.send(.delete, link, as: office.keys[.analyst], key: "4").status == .conflict)
        }
    }

    @Test("the first answer is given again, although the end that it names is past")
    func replay() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            let body = #"{"rule":"geo","scope":{"courier":"К-01"},"until":"2026-11-27T10:30:00Z","reason":"да"}"#
            let given = try await client.post(Self.path, as: office.keys[.analyst], key: "1", body)
            office.clock.advance(.hours(2))
            let again = try await client.post(Self.path, as: office.keys[.analyst], key: "1", body)
            #expect(again.status == .created && again.body == given.body)
            let other = try await client.post(Self.path, as: office.keys[.analyst], key: "2", body)
            #expect(other.status == .unprocessableContent)
        }
    }

    @Test("one that was revoked ends at once, once, and is still there to be read", arguments: StoreKind.allCases)
    func revoked(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            // Given
            let given = try await client.post(Self.path, as: office.keys[.analyst], key: "1", Self.body)
            let link = try #require(given["Location"])
            office.clock.advance(.hours(1))
            // When
            let revoked = try await client.send(
                .delete, link, as: office.keys[.manager], key: "2", #"{"reason":"связь починили"}"#)
            let twice = try await client.send(.delete, link, as: office.keys[.manager], key: "3")
            // Then
            #expect(revoked.status == .ok && twice.status == .conflict)
            #expect(try twice.json["detail"]?.string?.contains("уже отозвано: 2026-11-27T10:30:00.000Z") == true)
            let waiver = try await client.get(link, as: office.keys[.analyst]).json
            #expect(waiver["state"] == "revoked" && waiver["revoked_by"] == "ключ-manager")
            #expect(try await client.get(Self.path + "?active=true", as: office.keys[.analyst]).json["items"] == [])
            // What was done before the revocation is covered, what is done since is not.
            #expect(try await office.postman.waivers(at: office.clock.now - .seconds(1)).count == 1)
            #expect(try await office.postman.waivers(at: office.clock.now).isEmpty)
            let journal = try await office.store.read { session in
                (try session.journal(kind: .waived, limit: 9), try session.journal(kind: .waiverRevoked, limit: 9))
            }
            #expect(journal.0.count == 1 && journal.0.first?.summary.contains("курьеры К-01, К-02") == true)
            #expect(journal.1.count == 1 && journal.1.first?.summary.contains("связь починили") == true)
            // When: half a year has gone.
            office.clock.advance(.days(180))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .ok)
            office.clock.advance(.minutes(1))
            await office.tidy()
            #expect(try await client.get(link, as: office.keys[.analyst]).status == .notFound)
        }
    }

    @Test("what is wrong with a waiver is said by field, in words that help")
    func faults() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            func body(
                rule: String = "geo", scope: String = #"{"courier":"К-01"}"#, until: String = "2026-11-28T00:00:00Z",
                more: String = #","reason":"так надо""#
            ) -> String {
                #"{"rule":"\#(rule)","scope":\#(scope),"until":"\#(until)"\#(more)}"#
            }
            let wrong = [
                (body(rule: "geo.handed_ovr"), "rule", "может быть, «geo.handed_over»?"),
                (body(rule: "совсем не то, что есть"), "rule", "есть политики cash, geo"),
                (body(scope: "{}"), "scope", "для всех не бывает"),
                (body(scope: #"{"courier":[]}"#), "scope", "для всех не бывает"),
                (body(scope: #"{"curier":"К-01"}"#), "scope.curier", "известны: courier, division, warehouse"),
                (body(scope: #"{"courier":[1]}"#), "scope.courier", "непустые строки"),
                (body(scope: #"["К-01"]"#), "scope", "нужен объект"),
                (body(until: "2026-11-27T09:30:00Z"), "until", "уже прошло"),
                (body(until: "2026-11-28"), "until", "не время с поясом"),
                (body(until: "2027-02-25T09:30:00.001Z"), "until", "дольше 90 дней"),
                (body(more: #","reason":" ""#), "reason", "пусто"),
                (body(more: ""), "reason", "не заполнено"),
                (body(more: #","reason":"да","from":"2026-11-24T09:29:00Z""#), "from", "три дня"),
                (body(more: #","reason":"да","from":"2026-11-28T00:00:00Z""#), "until", "не позже начала"),
            ]
            for (number, (body, field, complaint)) in wrong.enumerated() {
                let answer = try await client.post(Self.path, as: office.keys[.analyst], key: "\(number)", body)
                #expect(answer.status == .unprocessableContent, "\(body)")
                let fault = try answer.json["errors"]?.array?.first
                #expect(fault?["field"]?.string == field, "\(body)")
                #expect(fault?["message"]?.string?.contains(complaint) == true, "\(String(describing: fault))")
            }
            #expect(try await client.get(Self.path, as: office.keys[.analyst]).json["total_items"] == 0)
            let longest = body(until: "2027-02-25T09:30:00Z")
            let given = try await client.post(Self.path, as: office.keys[.analyst], key: "a", longest)
            #expect(given.status == .created)
            let link = try #require(given["Location"])
            let nothing = try await client.send(.patch, link, as: office.keys[.analyst], key: "b", "{}")
            #expect(nothing.status == .unprocessableContent)
        }
    }

    @Test("who reads waivers, and who gives them")
    func roles() async throws {
        try await PostOffice.open(.sqlite) { office, client in
            for role in [Role.source, .integrator] {
                let answer = try await client.post(Self.path, as: office.keys[role], key: "1", Self.body)
                #expect(answer.status == .forbidden)
            }
            #expect(try await client.get(Self.path, as: office.keys[.source]).status == .forbidden)
            let keyless = try await client.post(Self.path, as: office.keys[.analyst], Self.body)
            #expect(keyless.status == .badRequest)
            let absent = Self.path + "/00000000-0000-7000-8000-000000000000"
            #expect(try await client.get(absent, as: office.keys[.integrator]).status == .notFound)
            #expect(try await client.send(.delete, absent, as: office.keys[.analyst], key: "2").status == .notFound)
        }
    }
}
