import HTTPTypes
import HummingbirdTesting
import Messages
import Storage
import Testing

@Suite("The journal as a feed")
struct JournalTests {
    private static func id(_ number: Int) -> String { "40e1b7c4-52d1-11ed-9d3a-00155d0a000\(number)" }

    private static func fill(_ office: PostOffice, _ client: any TestClientProtocol, _ numbers: ClosedRange<Int>)
        async throws
    {
        for number in numbers {
            _ = try await client.post(
                "/api/v1/messages", as: office.keys[.source], key: "\(number)", Goods(id: Self.id(number)).text)
        }
    }

    @Test(
        "following the cursor gives every entry once and in order, and at the end what comes later",
        arguments: StoreKind.allCases)
    func cursor(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.fill(office, client, 1...5)
            var seen: [String] = []
            var cursor = ""
            var hasMore = true
            while hasMore {
                let page = try await client.get(
                    "/api/v1/journal?limit=2&cursor=\(cursor)", as: office.keys[.operator]
                ).json
                seen += try #require(page["items"]?.array).compactMap { $0["id"]?.string }
                cursor = try #require(page["cursor"]?.string)
                hasMore = page["has_more"] == true
            }
            let all = try await office.store.read { try $0.journal(limit: 100).map(\.id) }
            #expect(seen == all && seen.count == 6)
            let quiet = try await client.get("/api/v1/journal?cursor=\(cursor)", as: office.keys[.operator]).json
            #expect(quiet["items"]?.array?.isEmpty == true && quiet["cursor"] == .string(cursor))
            try await Self.fill(office, client, 6...6)
            let later = try await client.get("/api/v1/journal?cursor=\(cursor)", as: office.keys[.operator]).json
            #expect(later["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(6))])
        }
    }

    @Test(
        "tail gives the newest entries, oldest of them first, and its cursor goes on from there",
        arguments: StoreKind.allCases)
    func tail(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.fill(office, client, 1...4)
            let tail = try await client.get("/api/v1/journal?tail=2", as: office.keys[.operator]).json
            #expect(tail["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(3)), .string(Self.id(4))])
            let cursor = try #require(tail["cursor"]?.string)
            try await Self.fill(office, client, 5...5)
            let later = try await client.get("/api/v1/journal?cursor=\(cursor)", as: office.keys[.operator]).json
            #expect(later["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(5))])
        }
    }

    @Test("entries of one object, message or kind are found", arguments: StoreKind.allCases)
    func filters(_ kind: StoreKind) async throws {
        try await PostOffice.open(kind) { office, client in
            try await Self.fill(office, client, 1...2)
            try await office.sort()
            let upper = Self.id(1).uppercased()
            let object = try await client.get("/api/v1/journal?object=%7B\(upper)%7D", as: office.keys[.operator]).json
            #expect(object["items"]?.array?.map { $0["kind"] } == ["accepted", "mapped"])
            let message = try #require(object["items"]?.array?.first?["message_id"]?.string)
            let same = try await client.get("/api/v1/journal?message=\(message)", as: office.keys[.operator]).json
            #expect(same["items"] == object["items"])
            let kind = try await client.get("/api/v1/journal?kind=mapped&tail=1", as: office.keys[.operator]).json
            #expect(kind["items"]?.array?.map { $0["object"]?["id"] } == [.string(Self.id(2))])
        }
    }

    @Test(
        "a part that cannot be asked for is refused",
        arguments: StoreKind.allCases,
        ["cursor=abc", "limit=501", "limit=0", "tail=x", "kind=lost", "object=42", "tail=1&cursor=abc"])
    func refused(_ kind: StoreKind, query: String) async throws {
        try await PostOffice.open(kind) { office, client in
            let answer = try await client.get("/api/v1/journal?\(query)", as: office.keys[.operator])
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.code == "validation.format")
        }
    }
}
