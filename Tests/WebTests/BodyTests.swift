import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messages
import NIOCore
import Testing
import Web

@Suite struct BodyTests {
    @Test(
        "a body with a byte order mark, a charset in any case, text/json or no type at all is taken",
        arguments: [
            ("application/json", ""), ("application/json; charset=UTF-8", ""),
            ("Application/JSON;charset=\"utf-8\"", ""),
            ("text/json; Charset=Utf8", ""), ("application/json", "\u{FEFF}"), ("", ""), ("", "\u{FEFF}"),
        ])
    func taken(type: String, mark: String) async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "k", mark + #"{"text":"да"}"#, [.contentType: type])
            #expect(answer.status == .accepted)
        }
    }

    @Test(
        "a body of another kind is 415, and the answer says what would do",
        arguments: [
            ([.contentType: "application/x-www-form-urlencoded"], "application/json"),
            ([.contentType: "application/json; charset=windows-1251"], "UTF-8"),
            ([.contentEncoding: "gzip"], "Content-Encoding"), ([.contentType: "application/xml"], "application/json"),
        ] as [(HTTPFields, String)])
    func unsuitable(headers: HTTPFields, hint: String) async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a"}"#, headers)
            #expect(answer.status == .unsupportedMediaType)
            #expect(try answer.code == "validation.media_type")
            #expect(try answer.json["detail"]?.string?.contains(hint) == true)
        }
    }

    @Test("a body without a type that is no JSON is 415")
    func untyped() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let answer = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "k", "text=a", [.contentType: ""])
            #expect(answer.status == .unsupportedMediaType)
        }
    }

    @Test("broken JSON is 400 with line and column, an empty body 400 as missing")
    func unreadable() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            let broken = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", "{\n  \"text\": }")
            #expect(broken.status == .badRequest)
            #expect(try broken.code == "validation.unreadable")
            #expect(try broken.json["errors"]?.array?.first?["field"] == "строка 2, столбец 11")
            let empty = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", " \n")
            #expect(empty.status == .badRequest)
            #expect(try empty.code == "validation.required")
        }
    }

    @Test("a body that announces more than the limit is 413 at once, with the limit's name")
    func announced() async throws {
        let postman = try await TestPostman()
        let text = #"{"text":""# + String(repeating: "a", count: 2 << 20) + #""}"#
        try await postman.visit { client in
            let answer = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", text)
            #expect(answer.status == .contentTooLarge)
            #expect(try answer.code == "validation.too_large")
            #expect(try answer.json["detail"]?.string?.contains("«message»: 2 МиБ") == true)
        }
    }

    @Test("a body that grows beyond the limit is given up while it streams")
    func streamed() async throws {
        let chunks = AsyncStream<ByteBuffer> { continuation in
            for _ in 0..<3 { continuation.yield(ByteBuffer(repeating: 0x20, count: 1 << 20)) }
            continuation.finish()
        }
        let request = Request(
            head: .init(method: .post, scheme: "http", authority: "localhost", path: "/"),
            body: RequestBody(asyncSequence: chunks))
        await #expect {
            _ = try await BodyReader(rule: .json(.message)).read(request, noting: RequestTrail())
        } throws: { ($0 as? Problem)?.code == .validationTooLarge }
    }

    @Test("lines are read one by one: blank ones counted, bad ones kept with their fault")
    func lines() async throws {
        let body = "\u{FEFF}{\"a\":1}\r\n\r\n{\"a\":\n{\"b\":2}"
        let request = Request(
            head: .init(method: .post, scheme: "http", authority: "localhost", path: "/"),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let lines = try await BodyReader(rule: .lines(.batch)).read(request, noting: RequestTrail()).lines
        #expect(lines.map(\.number) == [1, 3, 4])
        #expect(try lines[0].document.get().tree == ["a": 1])
        #expect(throws: JSONFault.self) { try lines[1].document.get() }
        #expect(try lines[2].document.get().tree == ["b": 2])
    }

    @Test("a batch of more than a thousand lines is 413")
    func tooManyLines() async throws {
        let body = String(repeating: "{}\n", count: 1001)
        let request = Request(
            head: .init(method: .post, scheme: "http", authority: "localhost", path: "/"),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        await #expect {
            _ = try await BodyReader(rule: .lines(.batch)).read(request, noting: RequestTrail())
        } throws: { ($0 as? Problem)?.code == .validationTooLarge }
    }
}
