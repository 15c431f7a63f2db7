import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Messages
import NIOCore
import Testing
import Web

@Suite struct IdempotencyTests {
    @Test(
        "the same key and body gives the first answer to the byte, its date and correlation id, and no second effect",
        arguments: StoreKind.allCases)
    func replay(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let first = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "k-1", #"{"text":"a","n":1.50}"#, [.correlationID: "one"])
            #expect(first.status == .accepted)
            #expect(first["Idempotent-Replayed"] == nil)
            #expect(first["Date"] == "Fri, 27 Nov 2026 09:30:00 GMT")
            postman.clock.advance(.hours(1))
            let second = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "\"k-1\"", #" { "n" : 1.50 , "text" : "a" } "#,
                [.correlationID: "two", .contentType: "text/json"])
            #expect(second.status == .accepted)
            #expect(second.body == first.body)
            #expect(second["Location"] == first["Location"])
            #expect(second["Content-Type"] == first["Content-Type"])
            #expect(second["Idempotent-Replayed"] == "true")
            #expect(second["X-Correlation-Id"] == "one")
            #expect(second["Date"] == "Fri, 27 Nov 2026 09:30:00 GMT")
        }
        #expect(try await postman.effects() == 1)
        #expect(await postman.registry.text().contains(#"pochtar_replayed_total{caller="ut103"} 1"#))
    }

    @Test("a new answer has the date of its own", arguments: StoreKind.allCases)
    func date(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            postman.clock.advance(.days(3))
            let answer = try await client.get("/health/live")
            #expect(answer["Date"] == "Mon, 30 Nov 2026 09:30:00 GMT")
        }
    }

    @Test(
        "the same key with another body, parameter or query is 409 that names what differs, and does nothing",
        arguments: StoreKind.allCases,
        [
            ("/api/v1/notes/x", #"{"text":"b"}"#, "тело"), ("/api/v1/notes/y", #"{"text":"a"}"#, "путь"),
            ("/api/v1/notes/x?f=1", #"{"text":"a"}"#, "параметры адреса"),
            ("/api/v1/notes/x", #"{"text":"a","n":1}"#, "тело"),
        ])
    func mismatch(_ kind: StoreKind, given: (uri: String, body: String, part: String)) async throws {
        let (uri, body, part) = given
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let first = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a"}"#)
            let other = try await client.post(uri, as: postman.source, key: "k", body)
            #expect(other.status == .conflict)
            #expect(try other.code == "conflict.duplicate")
            #expect(other["Location"] == first["Location"])
            let detail = try #require(try other.json["detail"]?.string)
            #expect(detail.contains("отличается: \(part))") && detail.contains("2026-11-27T09:30:00"))
        }
        #expect(try await postman.effects() == 1)
    }

    @Test("numbers are compared as written: 1.5 is not 1.50", arguments: StoreKind.allCases)
    func numbers(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            _ = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a","n":1.5}"#)
            let other = try await client.post(
                "/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a","n":1.50}"#)
            #expect(try other.code == "conflict.duplicate")
        }
    }

    @Test(
        "forty requests with one key at once have one effect; the others get its answer or are told to wait",
        arguments: StoreKind.allCases)
    func together(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit(.ahc()) { client in
            let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await client.post("/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a"}"#)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 40)
            let done = answers.filter { $0.status == .accepted }
            #expect(Set(done.map { String(buffer: $0.body) }).count == 1)
            #expect(done.filter { $0["Idempotent-Replayed"] == nil }.count == 1)
            for answer in answers where answer.status != .accepted {
                #expect(try answer.code == "conflict.in_progress")
                #expect(answer["Retry-After"] == "1")
            }
        }
        #expect(try await postman.effects() == 1)
    }

    @Test("one key from two callers is two keys", arguments: StoreKind.allCases)
    func scope(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind, WebSettings(port: 0, isDevelopment: true))
        try await postman.visit { client in
            for caller in [postman.source, TestPostman.basic("dev", "dev")] {
                let answer = try await client.post("/api/v1/notes/x", as: caller, key: "k", #"{"text":"a"}"#)
                #expect(answer.status == .accepted && answer["Idempotent-Replayed"] == nil)
            }
        }
        #expect(try await postman.effects() == 2)
    }

    @Test("without a key nothing happens: 400 with a link to the rules, which exist", arguments: StoreKind.allCases)
    func missing(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            for key in [nil, "", "   ", "\"\""] {
                let answer = try await client.post("/api/v1/notes/x", as: postman.source, key: key, #"{"text":"a"}"#)
                #expect(answer.status == .badRequest)
                #expect(try answer.code == "validation.required")
                #expect(answer["Link"] == #"</docs/idempotency>; rel="describedby""#)
            }
            #expect(try await client.get("/docs/idempotency").status == .ok)
        }
        #expect(try await postman.effects() == 0)
    }

    @Test(
        "a key that is too long or written wrongly is refused",
        arguments: StoreKind.allCases,
        [String(repeating: "k", count: 129), "\"open", "\"a\" b", "a\"b", #""a\b""#, "a\tb"])
    func malformed(_ kind: StoreKind, key: String) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let answer = try await client.post("/api/v1/notes/x", as: postman.source, key: key, #"{"text":"a"}"#)
            #expect(try answer.code == "validation.format")
        }
        #expect(try await postman.effects() == 0)
    }

    @Test("a request that is wrong in itself leaves its key free", arguments: StoreKind.allCases)
    func invalid(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let wrong = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", #"{"text":1}"#)
            #expect(wrong.status == .unprocessableContent)
            #expect(try wrong.json["errors"]?.array?.first?["field"] == "text")
            let right = try await client.post("/api/v1/notes/x", as: postman.source, key: "k", #"{"text":"a"}"#)
            #expect(right.status == .accepted)
        }
    }

    @Test("an escaped Cyrillic path is decoded; cp1251 in it is told apart", arguments: StoreKind.allCases)
    func path(_ kind: StoreKind) async throws {
        let postman = try await TestPostman(kind)
        try await postman.visit { client in
            let good = try await client.get("/api/v1/notes/%D0%94%D0%BE%D0%BA.%D0%A0", as: postman.operator)
            #expect(try good.json["about"] == "Док.Р")
            let bad = try await client.get("/api/v1/notes/%C4%EE%EA", as: postman.operator)
            #expect(try bad.code == "validation.format")
        }
    }
}
