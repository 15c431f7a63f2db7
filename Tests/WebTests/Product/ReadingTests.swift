import HTTPTypes
import HummingbirdTesting
import Messages
import Testing

@Suite("Messages, passports and why")
struct ReadingTests {
    private static let parent = "40e1b7c4-52d1-11ed-9d3a-00155d0a0999"
    private static let passport =
        "/api/v1/objects/ut103/%D0%A1%D0%BF%D1%80%D0%B0%D0%B2%D0%BE%D1%87%D0%BD%D0%B8%D0%BA"
        + ".%D0%9D%D0%BE%D0%BC%D0%B5%D0%BD%D0%BA%D0%BB%D0%B0%D1%82%D1%83%D1%80%D0%B0/"

    @Test(
        "a message tells of its dispatch: first accepted, then parked with what it waits for",
        arguments: StoreKind.allCases)
    func parked(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let goods = Goods(parent: Self.parent)
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", goods.text)
            let link = try #require(answer["Location"])
            #expect(try await client.get(link, as: office.keys[.manager]).json["state"] == "accepted")
            try await office.sort()
            let message = try await client.get(link, as: office.keys[.manager]).json
            #expect(message["state"] == "parked" && message["mapping"]?["outcome"] == "mapped")
            let dispatch = try #require(message["dispatches"]?.array?.first)
            #expect(dispatch["target"] == "ut11" && dispatch["attempts"] == 0 && dispatch["due_at"] == nil)
            #expect(dispatch["waits"]?.array?.first?["object"]?["id"] == .string(Self.parent))
            #expect(message["explanation"]?["chain"]?.array?.first?.string?.contains("ещё не приходил") == true)
            #expect(message["data"] == nil)
        }
    }

    @Test("a message ready to go says when it is due", arguments: StoreKind.allCases)
    func due(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", Goods().text)
            try await office.sort()
            let link = try #require(answer["Location"])
            let message = try await client.get(link, as: office.keys[.operator]).json
            #expect(message["state"] == "queued")
            #expect(message["dispatches"]?.array?.first?["due_at"] == "2026-11-27T09:30:00.000Z")
        }
    }

    @Test(
        "the attributes are shown to integrator and operator only, on demand, with personal data masked",
        arguments: StoreKind.allCases)
    func data(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let name = "Звонить +7 916 123-45-67"
            let answer = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "k", Goods(name: name).text)
            let link = try #require(answer["Location"]) + "?data=1"
            for role in [Role.integrator, .operator] {
                let data = try await client.get(link, as: office.keys[role]).json["data"]
                #expect(data?["Наименование"] == "Звонить +7********67" && data?["ЭтоГруппа"] == true)
            }
            for role in [Role.source, .manager, .analyst] {
                #expect(try await client.get(link, as: office.keys[role]).status == .forbidden)
            }
        }
    }

    @Test("a source sees what it handed in itself, and no more than that", arguments: StoreKind.allCases)
    func own(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let goods = Goods()
            let answer = try await client.post("/api/v1/messages", as: office.keys[.source], key: "k", goods.text)
            let links = [try #require(answer["Location"]), Self.passport + goods.id]
            for link in links {
                #expect(try await client.get(link, as: office.keys[.source]).status == .ok)
                let other = try await client.get(link, as: office.keys[.b24])
                #expect(other.status == .notFound)
                #expect(try other.code == "not_found")
            }
            for path in ["/api/v1/queue", "/api/v1/journal", "/api/v1/objects?q=ab", "/api/v1/dead-letters"] {
                #expect(try await client.get(path, as: office.keys[.source]).status == .forbidden)
            }
        }
    }

    @Test(
        "a passport is found by the GUID in any form that 1С writes, and tells versions and dispatches",
        arguments: StoreKind.allCases)
    func passport(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            let goods = Goods()
            for version in ["1", "2"] {
                let changed = "2026-11-27T09:0\(version):00Z"
                _ = try await client.post(
                    "/api/v1/messages", as: office.keys[.source], key: version,
                    Goods(version: version, changedAt: changed).text)
            }
            try await office.sort()
            let upper = goods.id.uppercased()
            for form in [goods.id, upper, "%7B\(upper)%7D", goods.id.replacing("-", with: "")] {
                let answer = try await client.get(Self.passport + form, as: office.keys[.analyst])
                #expect(answer.status == .ok)
                let json = try answer.json
                #expect(json["versions"] == 2 && json["latest"]?["version"] == "2")
                #expect(json["dispatches"]?.array?.count == 1)
                #expect(json["explanation"]?["sentence"]?.string?.contains("в очереди на отправку") == true)
            }
            let bad = try await client.get(Self.passport + "42", as: office.keys[.analyst])
            #expect(bad.status == .unprocessableContent)
            let unknown = try await client.get(Self.passport + Self.parent, as: office.keys[.analyst])
            #expect(unknown.status == .notFound)
        }
    }

    @Test(
        "people find an object by a part of its name in either case, or by its GUID",
        arguments: StoreKind.allCases, ["чайники", "ЧАЙНИКИ", "айник", "{40E1B7C4-52D1-11ED-9D3A-00155D0A0001}"])
    func search(_ kind: StoreKind, text: String) async throws {
        try await PostOffice.open(kind) { office, client in
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "1", Goods().text)
            let other = Goods(id: Self.parent, name: "100% хлопок")
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "2", other.text)
            let query = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let found = try await client.get("/api/v1/objects?q=\(query)", as: office.keys[.manager]).json
            #expect(found["items"]?.array?.map { $0["presentation"] } == ["Чайники"])
            #expect(found["has_next"] == false)
            let why = try await client.get("/api/v1/why?q=\(query)", as: office.keys[.manager]).json
            let text = try #require(why["items"]?.array?.first?["text"]?.string)
            #expect(text.contains("ждёт отображения"))
        }
    }

    @Test(
        "a percent sign in a search is a percent sign, and what is not there is 404 for why",
        arguments: StoreKind.allCases)
    func literal(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            _ = try await client.post("/api/v1/messages", as: office.keys[.source], key: "1", Goods().text)
            let found = try await client.get("/api/v1/objects?q=%25%25", as: office.keys[.manager]).json
            #expect(found["items"]?.array?.isEmpty == true)
            #expect(try await client.get("/api/v1/why?q=%25%25", as: office.keys[.manager]).status == .notFound)
            #expect(try await client.get("/api/v1/why", as: office.keys[.manager]).status == .unprocessableContent)
        }
    }
}
